import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.use({ role: "admin" });

test("a key is made with a limit and refused beyond it, the limit is changed and taken back", async ({
  page,
  request,
}) => {
  await page.goto("/settings/keys?new");
  const form = page.getByRole("dialog", { name: "New key" });
  await form.getByLabel("Name").fill("metered");
  await form.getByLabel("Team (optional)").fill("logistics");
  await form.getByLabel("Requests a minute").fill("many");
  await form.getByRole("button", { name: "Make key" }).click();
  await expect(form.getByLabel("Requests a minute")).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  await form.getByLabel("Requests a minute").fill("2");
  await form.getByRole("button", { name: "Make key" }).click();
  const secret = await page.getByRole("region", { name: "Key", exact: true }).getByRole("code").textContent();
  await page.getByRole("button", { name: "Done" }).click();

  const ask = async () => {
    const answer = await request.get("/api/v1/tickets?limit=1", {
      headers: { authorization: `Bearer ${secret}` },
    });
    return answer.status();
  };
  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429]);

  const row = page
    .getByRole("region", { name: "API keys" })
    .getByRole("listitem")
    .filter({ hasText: "metered" });
  await expect(row).toContainText("2 requests a minute");
  await row.getByRole("button", { name: "Limits of metered" }).click();
  const limits = page.getByRole("dialog", { name: "Limits of metered" });
  await expect(limits.getByLabel("Requests a minute")).toHaveValue("2");
  await limits.getByLabel("Requests a minute").fill("1,000");
  await limits.getByLabel("Tokens a minute").fill("50000");
  await limits.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("1,000 requests and 50,000 tokens a minute");
  await expect.poll(ask).toBe(200);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("2 requests a minute");
  await expect.poll(ask).toBe(429);

  const teams = page.getByRole("region", { name: "Limits of teams" });
  const team = teams.getByRole("listitem").filter({ hasText: "logistics" });
  await expect(team).toContainText("No limit");
  await team.getByRole("button", { name: "Limits of team logistics" }).click();
  await page.getByRole("dialog").getByLabel("Tokens a minute").fill("90000");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(team).toContainText("90,000 tokens a minute");
  await expectAccessible(page);
});

test("limits that cannot be read are said, and the keys are there all the same", async ({
  page,
  complaints,
}) => {
  complaints.allow(/api\/v1\/limits/);
  await page.route("**/api/v1/limits", (route) => route.abort());
  await page.goto("/settings/keys");
  await expect(page.getByRole("heading", { name: "The limits could not be read" })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole("region", { name: "API keys" })).toBeVisible();
});
