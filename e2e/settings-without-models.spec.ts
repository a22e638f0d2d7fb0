import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.use({ role: "admin" });

test("without a model the page says that this is fine, and how to add one", async ({ page }) => {
  await page.goto("/settings/models");
  await expect(page.getByRole("heading", { name: "No model is configured" })).toBeVisible();
  await expect(page.getByText("TRIAGE_CHEAP_MODELS=openai:gpt-5-mini")).toBeVisible();
  await expectAccessible(page);
});
