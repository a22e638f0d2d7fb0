import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, modelsOfAllKinds, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";

test.use({ role: "admin", models: modelsOfAllKinds });

const budgets = (page: Page) => page.getByRole("region", { name: "Budgets" }).getByRole("listitem");
const incident = () => `Checkout answers 502 to all customers, order ${randomUUID()}`;

const openForm = (page: Page) =>
  pressUntil(
    page.getByRole("button", { name: "New budget" }).first(),
    page.getByRole("dialog", { name: "New budget" }),
  );

test("a budget is added, burns down and warns, is changed and removed, and both are taken back", async ({
  page,
  postTicket,
  simulator,
}) => {
  // A whole journey, looked at in both themes and widths on its way.
  test.slow();
  await page.goto("/settings/budgets");
  await expect(page.getByRole("heading", { name: "Nothing limits what is spent" })).toBeVisible();
  await expectAccessible(page);
  await openForm(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add budget" }).click();
  await expect(dialog.getByText("Must be an amount in US dollars")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByLabel("US dollars a day").fill("1");
  await dialog.getByRole("button", { name: "Add budget" }).click();
  const row = budgets(page).first();
  await expect(row).toContainText("Everything");
  await expect(row).toContainText("$1.00 a day");
  await expect(row.getByRole("progressbar", { name: "Spent" })).toHaveAttribute("aria-valuenow", "0");

  // 3.4 million tokens at $0.25 a million.
  const usage = { input: 3_400_000, cached: 0, cacheWrite: 0, cacheWrite1h: 0, output: 0, reasoning: 0 };
  simulator.script([{ faults: ["none"], usage }]);
  expect((await postTicket({ text: incident() })).origin.model).toBe("openai:gpt-5-mini");
  await page.reload();
  await expect(row.getByText("Over 80%")).toBeVisible();
  await expect(row).toContainText("$0.85");
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });

  await row.getByRole("button", { name: "Change the day's budget of Everything" }).click();
  await page.getByLabel("US dollars a day").fill("0.5");
  await page.getByRole("radio", { name: "Cheap models only" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("Used up")).toBeVisible();
  await expect(row).toContainText("Over it: cheap models only");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("$1.00 a day");

  await row.getByRole("button", { name: "Remove the day's budget of Everything" }).click();
  await page.getByRole("button", { name: "Remove budget", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Nothing limits what is spent" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(row).toContainText("$1.00 a day");
  await expect(row).toContainText("$0.85");
  await row.getByRole("button", { name: /^Remove/ }).click();
  await page.getByRole("button", { name: "Remove budget", exact: true }).click();
  await expect(budgets(page)).toHaveCount(0);
});

test("a key has a budget of its own, and the same one twice is refused with what to do", async ({
  page,
  apiKey,
  complaints,
}) => {
  expect(apiKey).not.toBe("");
  complaints.allow(/status of 409/);
  await page.goto("/settings/budgets?new");
  const dialog = page.getByRole("dialog", { name: "New budget" });
  const add = async () => {
    await dialog.getByLabel("For the calls of").click();
    await page.getByRole("option", { name: "An API key" }).click();
    await dialog.getByLabel("API key").click();
    await page.getByRole("option", { name: "test" }).first().click();
    await dialog.getByLabel("Period").click();
    await page.getByRole("option", { name: "Month" }).click();
    await dialog.getByLabel("US dollars a month").fill("30");
    await dialog.getByRole("button", { name: "Add budget" }).click();
  };
  await expect(dialog).toBeVisible();
  await add();
  await expect(dialog).toBeHidden();
  await expect(budgets(page).filter({ hasText: "test" })).toContainText("$30.00 a month");
  await openForm(page);
  await add();
  await expect(dialog.getByRole("alert")).toContainText("already; change it");
  await page.keyboard.press("Escape");
  await budgets(page)
    .filter({ hasText: "test" })
    .getByRole("button", { name: /^Remove/ })
    .click();
  await page.getByRole("button", { name: "Remove budget", exact: true }).click();
  await expect(budgets(page)).toHaveCount(0);
});

test("what cannot be read is said, with a way to try again", async ({ page, complaints }) => {
  complaints.allow(/status of 503/);
  await page.goto("/settings/budgets");
  await page.route("**/api/v1/budgets", (route) => route.fulfill({ status: 503, body: "" }));
  await expect(page.getByText("This is how it stood before")).toBeVisible({ timeout: 30_000 });
  await page.unroute("**/api/v1/budgets");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("This is how it stood before")).toHaveCount(0);
});

test.describe("for a manager", () => {
  test.use({ role: "manager" });

  test("budgets and models are not theirs to change, and the server says so", async ({
    page,
    complaints,
    baseURL,
  }) => {
    complaints.allow(/status of 403/);
    for (const section of ["budgets", "models"]) {
      await page.goto(`/settings/${section}`);
      await expect(page.getByRole("heading", { name: "Your role may not see this page" })).toBeVisible();
    }
    expect((await page.request.get("/api/v1/models")).status()).toBe(403);
    // How much is left is on their dashboard.
    expect((await page.request.get("/api/v1/budgets")).status()).toBe(200);
    const added = await page.request.post("/api/v1/budgets", {
      data: { subject: "everything", period: "day", limitUsd: 1, over: "rules" },
      headers: { origin: baseURL ?? "" },
    });
    expect(added.status()).toBe(403);
  });
});
