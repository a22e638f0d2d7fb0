import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { patienceMs } from "./patience.ts";

/** No card is sure enough for this server: every one asks for a human. */
test.use({ role: "manager", settings: { TRIAGE_REVIEW_BELOW: "1" } });

const notice = (page: Page) => page.getByRole("status", { name: "Escalations" });
const shortest = { claimMinutes: 1, decideMinutes: 1 };

test("a card that nobody takes in time is told to managers in one notice, who look, take note or decide", async ({
  page,
  browser,
  baseURL,
  sessionOf,
  postTicket,
}) => {
  // The shortest limit is a minute, and the clock is looked at once a minute.
  test.setTimeout(2 * patienceMs);
  const answer = await page.request.post("/api/v1/review-clocks", {
    data: { clocks: { P0: shortest, P1: shortest, P2: shortest, P3: shortest }, reason: "A test" },
    headers: { origin: baseURL ?? "" },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  // The policy reaches who triages within moments: a card before that has its times by the one before.
  await expect(async () => {
    const { id } = await postTicket({ text: `Something about the ${crypto.randomUUID()} feels odd today` });
    const item = await (await page.request.get(`/api/v1/reviews/${id}`)).json();
    expect(Date.parse(item.claimDueAt) - Date.parse(item.queuedAt)).toBe(60_000);
  }).toPass();
  await postTicket({ text: "Something about the lighthouse feels odd since this morning, please look" });

  await page.goto("/tickets");
  await expect(notice(page)).toContainText(/cards? waits? too long/, { timeout: patienceMs });
  await expect(page.getByRole("navigation", { name: "Main" })).toContainText(/\d past a clock/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(async () => {
    const { count } = await (await page.request.get("/api/v1/review-escalations")).json();
    expect(count).toBeGreaterThan(1);
  }).toPass({ timeout: patienceMs });
  await page.reload();
  await expect(notice(page).getByRole("link", { name: /^Review / })).toHaveCount(1);

  // A reviewer is not told, and sees in the queue which clock ran out.
  const other = await browser.newContext({ storageState: await sessionOf("reviewer"), baseURL });
  const reviewer = await other.newPage();
  await reviewer.goto("/review?view=escalated");
  await expect(reviewer.getByText(/over/).first()).toBeVisible();
  await expect(notice(reviewer)).toHaveCount(0);
  await other.close();

  await notice(page)
    .getByRole("link", { name: /^Review / })
    .click();
  const decision = page.getByRole("region", { name: "Decision" });
  await expect(decision).toBeVisible();
  await notice(page).getByRole("button", { name: "Acknowledge" }).click();
  await expect(notice(page)).toBeEmpty();
  await expect(page.getByText(/^Noted by/).first()).toBeVisible();
});
