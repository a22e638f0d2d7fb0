import type { Page } from "@playwright/test";
import { defaultReviewClocks, type ReviewClocks } from "#lib/contracts/review-clocks.ts";
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
  test.setTimeout(4 * patienceMs);
  const setClocks = async (clocks: ReviewClocks) => {
    const data = { clocks, reason: "A test" };
    const headers = { origin: baseURL ?? "" };
    const answer = await page.request.post("/api/v1/review-clocks", { data, headers });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  await setClocks({ P0: shortest, P1: shortest, P2: shortest, P3: shortest });
  // The policy reaches who triages within moments: a card before that has its times by the one before.
  await expect(async () => {
    const { id } = await postTicket({ text: `Something about the ${crypto.randomUUID()} feels odd today` });
    const item = await (await page.request.get(`/api/v1/reviews/${id}`)).json();
    expect(Date.parse(item.claimDueAt) - Date.parse(item.queuedAt)).toBe(60_000);
  }).toPass();
  await postTicket({ text: "Something about the lighthouse feels odd since this morning, please look" });

  await page.goto("/tickets");
  await expect(notice(page)).toContainText(/cards? waits? too long/, {
    timeout: 2 * patienceMs,
  });
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
  await expect(reviewer.getByText(/(take|decide): .+ over/).first()).toBeVisible();
  await expect(notice(reviewer)).toHaveCount(0);
  await other.close();
  // What they held is free again once their lease has run out, if the closed page could not say so.
  await expect(async () => {
    const { items } = await (await page.request.get("/api/v1/reviews?view=escalated")).json();
    expect(items.filter((item: { claim: unknown }) => item.claim !== null)).toEqual([]);
  }).toPass({ timeout: patienceMs });

  await notice(page)
    .getByRole("link", { name: /^Review / })
    .click();
  const decision = page.getByRole("region", { name: "Decision", exact: true });
  await expect(decision).toBeVisible();
  // What is told while one looks is not taken note of with what was there.
  const acknowledge = notice(page).getByRole("button", { name: "Acknowledge" });
  await expect(async () => {
    if (await acknowledge.isVisible()) await acknowledge.click();
    await expect(notice(page)).toBeEmpty({ timeout: 2_000 });
  }).toPass({ timeout: patienceMs });
  await expect(page.getByText(/^Noted by/).first()).toBeVisible();
  // Other files use the same server.
  await setClocks(defaultReviewClocks);
});
