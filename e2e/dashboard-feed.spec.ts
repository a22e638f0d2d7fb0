import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.use({
  role: "manager",
  models: "openai:gpt-5-mini",
  settings: { TRIAGE_DAILY_BUDGET_USD: "5" },
});

const rows = (page: Page) => page.getByRole("list", { name: "Tickets, newest first" }).getByRole("listitem");
const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const chip = (page: Page, name: string | RegExp) => page.getByRole("button", { name });

/** A ticket whose calls fail, and two that a model reads. */
async function fill({ postTicket, simulator }: Pick<Fixtures, "postTicket" | "simulator">): Promise<string> {
  const word = `case-${randomUUID().slice(0, 8)}`;
  simulator.script([{ match: { textIncludes: word }, faults: ["status-500"], repeat: true }]);
  await postTicket({ text: `Nobody can ship, all label printers print blank pages, ${word}` });
  await postTicket({ text: `All customers get 502 Bad Gateway at checkout ${randomUUID().slice(0, 8)}` });
  await postTicket({ text: `How can I change the language of my profile? ${randomUUID().slice(0, 8)}` });
  return word;
}
type Fixtures = Parameters<Parameters<typeof test>[2]>[0];

// First: what other tests have fail takes long, too.
test("a percentile of latency leads to the tickets that took as long", async ({
  page,
  postTicket,
  simulator,
}) => {
  const word = `case-${randomUUID().slice(0, 8)}`;
  simulator.script([{ match: { textIncludes: word }, latencyMs: 6_000, repeat: true }]);
  await postTicket({ text: `Parcels to Norway are stuck at every depot since this morning, ${word}` });
  await postTicket({ text: `How can I change the language of my profile? ${randomUUID().slice(0, 8)}` });
  await page.goto("/dashboard");
  const latency = panel(page, "Latency of triages");
  await latency.getByRole("button", { name: "as a table" }).click();
  await latency.getByRole("row").last().getByRole("link").last().click();
  await expect(page).toHaveURL(/slower=\d+/);
  await expect(chip(page, /^Took at least \d/)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(word);
  await expectAccessible(page);
});

test("figures of the dashboard lead to just their tickets, and the list says in words to which", async ({
  page,
  postTicket,
  simulator,
}) => {
  const word = await fill({ postTicket, simulator });

  await page.goto("/dashboard");
  await page.getByRole("definition").getByRole("link", { name: "%" }).first().click();
  await expect(page).toHaveURL(/degraded=any/);
  await expect(chip(page, "Answered degraded for any reason")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(word);

  await page.goto("/dashboard");
  const failed = panel(page, "Failed calls by kind");
  await failed.getByRole("button", { name: "as a table" }).click();
  await failed.getByRole("row").last().getByRole("link").last().click();
  await expect(page).toHaveURL(/call=provider_error/);
  await expect(chip(page, "Calls Provider failed")).toBeVisible();
  await expect(chip(page, "Called from")).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(word);
  await expectAccessible(page);
});

test("the part of a bar that is clicked is what opens", async ({ page, postTicket, simulator }) => {
  await fill({ postTicket, simulator });
  await page.goto("/dashboard");
  const severities = panel(page, "Severities");
  await severities.scrollIntoViewIfNeeded();
  const severity = await severities.getByRole("listitem").first().textContent();
  const plot = severities.locator(".cursor-pointer");
  const box = await plot.boundingBox();
  if (!box) throw new Error("The chart is drawn.");
  // The newest day ends at the right of the plot; the first series stands on its ground.
  await plot.click({ position: { x: box.width - 30, y: box.height - 25 } });
  await expect(page).toHaveURL(new RegExp(`severity=${severity}&`));
  await expect(chip(page, `Severity ${severity}`).last()).toBeVisible();
  await expect(rows(page).first()).toContainText(severity ?? "");
});

test("a budget shows how it was spent, its limit and where it ends, and leads to what was paid for", async ({
  page,
  postTicket,
  simulator,
}) => {
  await fill({ postTicket, simulator });
  await page.goto("/dashboard");
  const budgets = panel(page, "Budgets");
  await budgets.scrollIntoViewIfNeeded();
  await expect(budgets).toContainText(/of \$5\.00/);
  await expect(budgets).toContainText(/at this pace by \d{4}-\d\d-\d\d/);
  await expect(budgets.locator("svg path[stroke-dasharray]")).toBeAttached();
  await budgets.getByRole("link", { name: "Its tickets" }).click();
  await expect(chip(page, "From")).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
});

test("the dashboard is accessible with figures, as charts and as tables", async ({
  page,
  postTicket,
  simulator,
}) => {
  test.slow();
  await fill({ postTicket, simulator });
  await page.goto("/dashboard");
  const mix = panel(page, "Mix by prompt version");
  await mix.scrollIntoViewIfNeeded();
  await expect(mix.getByRole("link").first()).toBeVisible();
  await panel(page, "Budgets").scrollIntoViewIfNeeded();
  await expect(panel(page, "Budgets").locator("svg path[stroke-dasharray]")).toBeAttached();
  const overTime = panel(page, "Mix over time of a prompt version");
  await overTime.scrollIntoViewIfNeeded();
  await expect(overTime.getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);
  for (const name of ["Severities", "Mix by prompt version", "By model", "Budgets"])
    await panel(page, name).getByRole("button", { name: "as a table" }).click();
  await expectAccessible(page);
});
