import { randomUUID } from "node:crypto";
import { expect, signIn, test } from "./browser-fixtures.ts";
import { runCommand } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

let replicas: ReplicaSet;
test.beforeAll(async () => {
  test.setTimeout(2 * patienceMs);
  replicas = await startReplicas(2);
});
test.afterAll(() => replicas?.stop());

test("a feed that is open on one replica shows a ticket that was posted to another", async ({
  browser,
  complaints,
}) => {
  test.setTimeout(2 * patienceMs);
  const { url, environment } = replicas.at(0);
  const account = { email: "agent@example.com", password: `agent ${randomUUID()}` };
  const args = ["create", "--email", account.email, "--role", "agent", "--password-stdin"];
  await runCommand("users", args, environment, account.password);
  await replicas.triage(0, { text: "All customers get 502 Bad Gateway, nobody can pay", service: "first" });

  const context = await browser.newContext();
  complaints.watch(context);
  const page = await context.newPage();
  await page.goto(`${url}/sign-in?next=/tickets`);
  await expect(async () => {
    if (new URL(page.url()).pathname === "/sign-in") await signIn(page, account);
    await page.waitForURL(({ pathname }) => pathname === "/tickets", { timeout: 5_000 });
  }).toPass();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const list = page.getByRole("list", { name: "Tickets, newest first" });
  await expect(list.getByRole("listitem")).toHaveCount(1);

  const waits: number[] = [];
  for (const word of ["second", "third", "fourth"]) {
    const service = `${word}-${randomUUID().slice(0, 8)}`;
    await replicas.triage(1, {
      text: `The nightly load of ${service} fails with a constraint violation`,
      service,
    });
    const answeredMs = performance.now();
    await expect(list).toContainText(service, { timeout: patienceMs });
    waits.push(Math.round(performance.now() - answeredMs));
  }
  console.log(`shown on the other replica ${waits.join(", ")} ms after the answer`);
  await context.close();
});
