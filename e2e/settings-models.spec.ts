import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, modelsOfAllKinds, test } from "./browser-fixtures.ts";

test.use({ role: "admin", models: modelsOfAllKinds });

const row = (page: Page, model: string) =>
  page.getByRole("region", { name: "Cheap tier" }).getByRole("listitem").filter({ hasText: model });

async function testConnection(page: Page, model: string): Promise<void> {
  const button = row(page, model).getByRole("button", { name: `Test connection to ${model}` });
  await expect(async () => {
    await button.click();
    await expect(row(page, model).getByRole("status")).not.toBeEmpty({ timeout: 500 });
  }).toPass();
}

test("each model says how it stands, and a test says what is wrong and what to do", async ({ page }) => {
  await page.goto("/settings/models");
  await expect(row(page, "openai:gpt-5-mini")).toContainText("$0.25 in, $2");
  await testConnection(page, "openai:gpt-5-mini");
  await expect(row(page, "openai:gpt-5-mini")).toContainText("It works");
  await testConnection(page, "compatible:sim--bad-key");
  await expect(row(page, "sim--bad-key")).toContainText("Key refused");
  await expect(row(page, "sim--bad-key")).toContainText("Look at COMPATIBLE_API_KEY");
  await testConnection(page, "compatible:sim--status-404");
  await expect(row(page, "sim--status-404")).toContainText("does not know this model");
  await testConnection(page, "google:gemini-2.5-flash");
  await expect(row(page, "google:gemini-2.5-flash")).toContainText("Nothing answers");
  await row(page, "sim--bad-key").getByText("What to do").click();
  await expect(row(page, "sim--bad-key")).toContainText("TRIAGE_PRICES_FILE");
  await expectAccessible(page);
});

test("a model that the policy names and the environment has no key for says which variable is missing", async ({
  page,
  baseURL,
}) => {
  const change = async (strong: object[], reason: string) => {
    const data = { patch: { models: { strong } }, reason, override: true };
    const answer = await page.request.post("/api/v1/policy", { data, headers: { origin: baseURL ?? "" } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const model = "anthropic:claude-haiku-4-5";
  await change([{ model, enabled: true, timeoutMs: null }], "To see what it says");
  await page.goto("/settings/models");
  const strong = page.getByRole("region", { name: "Strong tier" });
  await expect(strong).toContainText("Not set up");
  await expect(strong).toContainText("Set ANTHROPIC_API_KEY");
  await expect(async () => {
    await strong.getByRole("button", { name: `Test connection to ${model}` }).click();
    await expect(strong).toContainText("No key: set ANTHROPIC_API_KEY", { timeout: 2_000 });
  }).toPass();
  await change([], "Seen");
});
