import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.use({ role: "admin" });

/** Pages of the settings with a heading that stands there when there is something to see. */
const pages = {
  "/settings/keys": "API keys",
  "/settings/users": "People",
  "/settings/webhooks": "Webhooks",
  "/settings/rules": "Rules",
  "/settings/threshold": "Review threshold",
  "/settings/audit": "Audit trail",
  "/settings/system": "System",
} as const;

for (const [path, heading] of Object.entries(pages)) {
  test(`${path} is accessible`, async ({ page, apiKey, postTicket }) => {
    expect(apiKey).not.toBe("");
    await postTicket({ text: `All customers get 502 Bad Gateway at ${path}` });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expectAccessible(page);
  });
}

test("the dashboard is accessible with and without data", async ({ page, postTicket }) => {
  await page.goto("/dashboard?from=2020-01-01T00:00:00Z&to=2020-01-08T00:00:00Z");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await postTicket({ text: "All customers get 502 Bad Gateway at the dashboard" });
  await page.goto("/dashboard");
  const latency = page.getByRole("region", { name: "Latency of triages" });
  await latency.scrollIntoViewIfNeeded();
  await expect(latency.locator("svg circle").first()).toBeVisible();
  await expectAccessible(page);
});
