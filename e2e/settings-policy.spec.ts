import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, modelsOfAllKinds, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";

test.use({ role: "admin", models: modelsOfAllKinds });

const history = (page: Page) => page.getByRole("region", { name: "History" }).getByRole("listitem");

const startEditing = (page: Page) =>
  pressUntil(
    page.getByRole("button", { name: "Change", exact: true }),
    page.getByRole("button", { name: "Discard" }),
  );

const wide = (page: Page) => page.setViewportSize({ width: 1440, height: 900 });

test("a strong model is added after a look at what changes, a ticket says why it reads it, and it is rolled back", async ({
  page,
  postTicket,
}) => {
  // A whole journey, looked at in both themes and widths on its way.
  test.slow();
  await page.goto("/settings/policy");
  await expect(page.getByRole("region", { name: "In force" })).toContainText("pol_");
  await expectAccessible(page);
  await wide(page);
  await startEditing(page);
  const strong = page.getByRole("group", { name: "Strong tier" });
  await strong.getByRole("button", { name: "Add a model" }).click();
  await strong.getByLabel("Model 1", { exact: true }).fill("gpt-5");
  await page.getByLabel("Ask a strong model below").fill("1.5");
  await expect(page.getByText("2 values are not right")).toBeVisible();
  await expect(strong.getByText("Must be provider:model")).toBeVisible();
  await expectAccessible(page);
  await wide(page);
  await strong.getByLabel("Model 1", { exact: true }).fill("openai:gpt-5");
  await page.getByLabel("Ask a strong model below").fill("0.9");
  await page.getByRole("button", { name: "Look at changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Put these changes in force?" });
  await expect(dialog).toContainText("Strong models");
  await expect(dialog).toContainText("openai:gpt-5");
  await expect(dialog).toContainText("0.65");
  await expect(dialog).toContainText("no eval run with green gates speaks for it");
  await expect(dialog).toContainText("No eval run has judged it yet.");
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Critical tickets are to be read well");
  await expect(dialog.getByRole("button", { name: "Put in force" })).toBeDisabled();
  await dialog.getByRole("button", { name: "Run evals on this" }).click();
  const starting = page.getByRole("dialog", { name: "Start a run" });
  await expect(starting.getByText("core")).toBeVisible();
  await expectAccessible(page);
  await wide(page);
  await page.keyboard.press("Escape");
  await expect(starting).toBeHidden();
  await dialog.getByRole("checkbox", { name: /Change anyway/ }).check();
  await expectAccessible(page);
  await wide(page);
  await dialog.getByRole("button", { name: "Put in force" }).click();
  await expect(history(page).first()).toContainText("Critical tickets are to be read well");
  await expect(history(page).first()).toContainText("gates overridden");
  await expect(history(page).first()).toContainText("In force");
  await expect(page.getByRole("region", { name: "Console before environment" })).toContainText(
    "TRIAGE_STRONG_MODELS",
  );

  // Words, not numbers, make it another incident each time, so that no card of before is used.
  const leak = () =>
    `The production password of ${randomUUID().replaceAll(/[^a-f]/g, "")}-db was posted in public`;
  let ticketId = "";
  // The process hears of the policy within moments.
  const readBy = async () => {
    const triage = await postTicket({ text: leak() });
    ticketId = triage.ticketId;
    return `${triage.origin.path} ${triage.origin.tier}`;
  };
  await expect.poll(readBy).toBe("model strong");
  await page.goto(`/tickets/${ticketId}`);
  const routing = page.getByRole("region", { name: "Triage card" }).getByRole("region", { name: "Routing" });
  await expect(routing).toContainText(/Strong first|Escalated/);
  await expect(routing.getByRole("list", { name: "Signals" }).first()).toContainText(
    /category|harm|severity|low confidence/,
  );
  await expect(page.getByRole("region", { name: "Versions" })).toContainText("openai:gpt-5");
  await expectAccessible(page);
  await wide(page);

  await page.goto("/settings/policy");
  await pressUntil(history(page).nth(1).getByRole("button", { name: "Roll back" }), page.getByRole("dialog"));
  await page.getByRole("textbox", { name: "Reason" }).fill("It was only tried");
  await page.getByRole("dialog").getByRole("button", { name: "Roll back" }).click();
  await expect(history(page).first()).toContainText("Rolled back");
  await page.goto("/settings/audit");
  await expect(page.getByRole("listitem").filter({ hasText: "Policy rolled back" }).first()).toContainText(
    "It was only tried",
  );
});

test("what somebody else changed meanwhile is not overwritten, and a change is taken back", async ({
  page,
  complaints,
  baseURL,
}) => {
  complaints.allow(/status of 409/);
  await page.goto("/settings/policy");
  await startEditing(page);
  const change = async (data: object) => {
    const answer = await page.request.post("/api/v1/policy", { data, headers: { origin: baseURL ?? "" } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await change({ patch: { spotCheckShare: 0.05 }, reason: "Somebody else" });
  await page.getByLabel("Model calls for a ticket").fill("2");
  await page.getByRole("button", { name: "Look at changes" }).click();
  await page.getByRole("checkbox", { name: /Change anyway/ }).check();
  await page.getByRole("textbox", { name: "Reason" }).fill("Fewer calls");
  await page.getByRole("button", { name: "Put in force" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("meanwhile");
  await change({ patch: { spotCheckShare: 0 }, reason: "Back" });
  await page.reload();
  await startEditing(page);
  await page.getByLabel("Model calls for a ticket").fill("2");
  await page.getByRole("button", { name: "Look at changes" }).click();
  await page.getByRole("checkbox", { name: /Change anyway/ }).check();
  await page.getByRole("textbox", { name: "Reason" }).fill("Fewer calls");
  await page.getByRole("button", { name: "Put in force" }).click();
  await expect(history(page).first()).toContainText("Fewer calls");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(history(page).first()).toContainText("Taken back right after");
});

test("an eval run is started on a change, and its progress stands beside it", async ({ page }) => {
  await page.goto("/settings/policy");
  await startEditing(page);
  await page.getByLabel("A text is long from").fill("9000");
  await page.getByRole("button", { name: "Look at changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Put these changes in force?" });
  await dialog.getByRole("button", { name: "Run evals on this" }).click();
  await page
    .getByRole("dialog", { name: "Start a run" })
    .getByRole("button", { name: "Start", exact: true })
    .click();
  await expect(dialog).toContainText(/has judged \d+ of \d+ cases/);
  await expect(dialog.getByRole("link", { name: "The run over core" })).toHaveAttribute(
    "href",
    /\/evals\/run_/,
  );
  await expect(dialog.getByRole("button", { name: "Run evals on this" })).toBeHidden();
});
