import path from "node:path";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { startGateway, temporaryDirectory } from "./gateway-process.ts";
import { startSharedPostgres } from "./shared-postgres.ts";

test("a page says that the database is away, and comes back by itself", async ({ page, complaints }) => {
  test.setTimeout(240_000);
  complaints.allow(/status of 503/);
  const home = await temporaryDirectory();
  const postgres = await startSharedPostgres(path.join(home.directory, "database"));
  const gateway = await startGateway({ DATABASE_URL: postgres.url, DATA_DIR: home.directory });
  await postgres.stop();
  await expect(async () => {
    await page.goto(`${gateway.url}/sign-in`);
    await expect(page.getByRole("heading", { name: "The database does not answer" })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await expectAccessible(page);
  await postgres.start();
  await expect(page).toHaveTitle(/^Sign in/, { timeout: 60_000 });
  // A page that is still loading would complain that the server has gone.
  await page.waitForLoadState("networkidle");
  await page.goto("about:blank");
  expect(await gateway.stop()).toBe(0);
  await postgres.stop();
  await home.remove();
});
