import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { pasteText } from "./paste-text.ts";

/** Time for a model that is slow on purpose. */
test.use({
  role: "agent",
  models: "compatible:sim",
  settings: { TRIAGE_DEADLINE_MS: "120000", TRIAGE_ATTEMPT_TIMEOUT_MS: "100000" },
});

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });
const stages = (page: Page) => page.getByRole("list", { name: "What has happened so far" });

test("the card builds up: what was removed, found and read is shown while the model is slow", async ({
  page,
  simulator,
}) => {
  const word = `case-${randomUUID()}`;
  simulator.script([{ match: { textIncludes: word }, latencyMs: 15_000 }]);
  await pasteText(page, `All customers get 502 at checkout <b>now</b>, ${word}`);
  await expect(stages(page)).toContainText("Received");
  await expect(stages(page)).toContainText("The incident is new");
  await expect(stages(page)).toContainText(/No runbook fits|Runbook/);
  await expect(stages(page)).toContainText(/Rules' first reading: P[0-3]/);
  await expect(stages(page)).toContainText("Asking sim");
  await expect(page.getByText("First reading, by the rules")).toBeVisible();
  await expect(page.locator("[aria-live=polite]").filter({ has: stages(page) })).toBeVisible();
  await expect(card(page)).toContainText("Simulated model", { timeout: 30_000 });
  await expect(stages(page)).toHaveCount(0);
});

test("the list of stages is accessible", async ({ page, simulator }) => {
  const word = `case-${randomUUID()}`;
  simulator.script([{ match: { textIncludes: word }, latencyMs: 40_000 }]);
  await pasteText(page, `The invoices of ${word} are wrong since this morning`);
  await expect(stages(page)).toContainText("Asking sim");
  test.slow();
  await expectAccessible(page, "ol[aria-label='What has happened so far']");
});

test("when the stream breaks the card is asked for in one piece, and is made once", async ({
  page,
  complaints,
}) => {
  complaints.allow(/net::ERR_|status of 5/);
  const word = `case-${randomUUID()}`;
  let streams = 0;
  await page.route("**/api/v1/triage", async (route) => {
    if (route.request().headers().accept !== "text/event-stream") return await route.continue();
    streams++;
    // The gateway works on it; of its answer only the beginning arrives.
    const answer = await route.fetch();
    const [first] = (await answer.text()).split("\n\n");
    await route.fulfill({ response: answer, body: `${first}\n\n` });
  });
  await pasteText(page, `All customers get 502 at checkout, ${word}`);
  await expect(card(page)).toBeVisible({ timeout: 30_000 });
  expect(streams).toBe(1);
  const found = await (await page.request.get(`/api/v1/tickets?repeats=each&q=${word}`)).json();
  expect(found.items).toHaveLength(1);
});
