import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, modelsOfAllKinds, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";

test.use({ role: "admin", models: modelsOfAllKinds });

const wide = (page: Page) => page.setViewportSize({ width: 1440, height: 900 });
const version = (page: Page, name: string | RegExp) =>
  page.getByRole("region", { name: "Versions" }).getByRole("listitem").filter({ hasText: name });

/** The dialog that asks; a notice that passes is one, too. */
const modal = (page: Page) => page.getByRole("dialog").and(page.locator(":not([aria-modal=false])"));

const openDialog = (page: Page, button: string) =>
  pressUntil(page.getByRole("button", { name: button, exact: true }), modal(page));

test("a draft is tried beside the prompt in use, promoted over a reason, split, and rolled back", async ({
  page,
}) => {
  // A whole journey, looked at in both themes and widths on its way.
  test.slow();
  const name = `Shorter ${randomUUID().slice(0, 8)}`;
  await page.goto("/settings/prompts");
  await expect(version(page, "Built-in")).toContainText("In use");
  await expectAccessible(page);
  await wide(page);
  await page.getByRole("link", { name: "New draft" }).click();
  const instructions = page.getByLabel("Instructions");
  const words = await instructions.inputValue();
  await expect(async () => {
    await instructions.fill("Be brief.");
    await page.getByRole("button", { name: "Keep draft" }).click();
    await expect(page.getByText("Must hold {{untrusted}} once")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expectAccessible(page);
  await wide(page);
  await instructions.fill(`${words}\n\nBe brief. ${name}`);
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Keep draft" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await expect(page.getByText("Draft", { exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Differences" })).toContainText(`+ Be brief. ${name}`);
  const address = page.url();

  await page
    .getByRole("textbox", { name: "Ticket" })
    .fill("Since 10:02 all customers get 502 at checkout, nobody can pay");
  await page.getByRole("button", { name: "Try", exact: true }).click();
  const cards = page.getByRole("region", { name: /^Card of/ });
  await expect(cards).toHaveCount(2);
  await expect(cards.first()).toContainText("In use");
  await expect(cards.nth(1)).toContainText(name);
  await expect(cards.nth(1)).toContainText("openai:gpt-5-mini");
  await expect(cards.nth(1)).toContainText("$0.0");
  await expect(page.getByText("Both come to the same verdict.")).toBeVisible();
  await expectAccessible(page);
  await wide(page);

  await openDialog(page, "Promote");
  const dialog = modal(page);
  await expect(dialog).toContainText("has green gates");
  await expect(dialog.getByRole("button", { name: "Promote" })).toBeDisabled();
  await dialog.getByRole("checkbox", { name: /without a green gate/ }).check();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("An emergency");
  await expectAccessible(page);
  await wide(page);
  await dialog.getByRole("button", { name: "Promote" }).click();
  await expect(dialog).toBeHidden();

  await page.goto("/settings/prompts");
  await expect(version(page, name)).toContainText("In use");
  await version(page, "Built-in").getByRole("link").click();
  await expect(page.getByText("Was in use")).toBeVisible();
  await openDialog(page, "Give it a share");
  await page.getByLabel("Share of the incidents, %").fill("100");
  await page.getByRole("textbox", { name: "Reason" }).fill("To compare");
  await page.getByRole("button", { name: "Split", exact: true }).click();
  await expect(modal(page).getByRole("textbox").first()).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel("Share of the incidents, %").fill("30");
  await page.getByRole("button", { name: "Split", exact: true }).click();
  await expect(page.getByText("For some, 30%")).toBeVisible();
  await page.goto("/settings/prompts");
  await expect(page.getByRole("region", { name: "In use" })).toContainText("70% of the incidents");
  await expectAccessible(page);
  await wide(page);
  await openDialog(page, "End the split");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByRole("region", { name: "In use" })).toContainText("Every ticket is read with");

  await version(page, "Built-in").getByRole("link").click();
  await openDialog(page, "Roll back to it");
  await page.getByRole("textbox", { name: "Reason" }).fill("It was not better");
  await modal(page).getByRole("button", { name: "Roll back" }).click();
  await expect(modal(page)).toBeHidden();
  await page.goto(address);
  await expect(page.getByText("Was in use")).toBeVisible();
});

test("the evals of a version are run from its page and shown there", async ({ page, baseURL }) => {
  // A model reads every case of the set.
  test.slow();
  // A version of its own: others may have been measured by other tests.
  const { active } = await (await page.request.get("/api/v1/prompts")).json();
  const { content } = await (await page.request.get(`/api/v1/prompts/${active}`)).json();
  const name = `Measured ${randomUUID().slice(0, 8)}`;
  const kept = await page.request.post("/api/v1/prompts", {
    data: { name, content: { ...content, system: `${content.system}\n\n${name}` } },
    headers: { origin: baseURL ?? "" },
  });
  expect(kept.ok(), await kept.text()).toBe(true);
  await page.goto("/settings/prompts");
  await version(page, name).getByRole("link").click();
  await expect(page.getByRole("region", { name: "Evals" })).toContainText("Not measured yet");
  const address = page.url();
  await openDialog(page, "Start a run");
  await expect(modal(page).getByText("core")).toBeVisible();
  await modal(page).getByRole("button", { name: "Start", exact: true }).click();
  await expect(page).toHaveURL(/\/evals\/run_/);
  await page.goto(address);
  const run = page.getByRole("region", { name: "Evals" }).getByRole("listitem");
  await expect(run).toContainText("core");
  await expect(run.getByText(/Gates passed|gates? missed/)).toBeVisible({ timeout: 50_000 });
});

test("a prompt that is not there has a page that says so", async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  await page.goto("/settings/prompts/000000000000");
  await expect(page.getByRole("heading", { name: "There is no such prompt" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("for a manager", () => {
  test.use({ role: "manager" });

  test("policy and prompts are not for them, and the server says so", async ({ page, complaints }) => {
    complaints.allow(/status of 403/);
    for (const section of ["policy", "prompts", "prompts/new", "prompts/000000000000"]) {
      await page.goto(`/settings/${section}`);
      await expect(page.getByRole("heading", { name: "Your role may not see this page" })).toBeVisible();
    }
    expect((await page.request.get("/api/v1/policy")).status()).toBe(403);
    expect((await page.request.get("/api/v1/prompts")).status()).toBe(403);
  });
});
