import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { pasteText } from "./paste-text.ts";

test.use({ role: "agent", models: "compatible:sim" });

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });

test("a card that a model read names the model and says that it is simulated", async ({ page }) => {
  await pasteText(page, `All customers get 502 Bad Gateway at checkout, case ${randomUUID()}`);
  await expect(card(page)).toContainText("Simulated model");
  await expect(card(page)).toContainText("compatible:sim");
  await expect(card(page).getByText("Model", { exact: true })).toBeVisible();
  await expect(card(page)).not.toContainText("Degraded");
  await expect(page.getByText("Running on rules")).toHaveCount(0);
});

test("a card that the rules had to make after the model failed says so and why", async ({
  page,
  simulator,
}) => {
  const word = `case-${randomUUID()}`;
  simulator.script([{ match: { textIncludes: word }, faults: ["status-500"], repeat: true }]);
  await pasteText(page, `Every label printer in the warehouse prints blank pages, nobody can ship, ${word}`);
  await expect(card(page).getByText("Rules", { exact: true })).toBeVisible();
  await expect(card(page)).toContainText("Degraded: the model's provider failed");
  await expect(card(page)).not.toContainText("Simulated model");

  await page.goto(`/tickets?q=${word}`);
  await expect(
    page.getByRole("listitem").filter({ hasText: word }).getByLabel("degraded").first(),
  ).toBeAttached();
});
