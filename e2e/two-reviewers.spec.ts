import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { distinctWords, emptyQueue } from "./review-queue.ts";

/** No card is sure enough for this server: every one asks for a human. */
test.use({ role: "reviewer", settings: { TRIAGE_REVIEW_BELOW: "1" } });

const cards = 200;
const postedAtOnce = 8;

const words = distinctWords(cards, "dock");
const ticketOf = (index: number) => `Something about the ${words[index]} feels odd since this morning`;

const nothing = (page: Page) => page.getByRole("heading", { name: "Nothing waits for you" });

/** The card on the page, by its word; null while there is none. */
async function shown(page: Page): Promise<string | null> {
  const text = await page
    .getByRole("region", { name: "Ticket", exact: true })
    .textContent({ timeout: 1_000 })
    .catch(() => null);
  return /about the (\w+) feels/.exec(text ?? "")?.[1] ?? null;
}

/** Approves card after card by keyboard until none is left; a key that came too early is pressed again. */
async function clear(page: Page): Promise<void> {
  while (!(await nothing(page).isVisible())) {
    const before = await shown(page);
    await page.keyboard.press("a");
    await expect
      .poll(async () => (await nothing(page).isVisible()) || (await shown(page)) !== before, {
        timeout: 5_000,
        intervals: [50],
      })
      .toBe(true)
      .catch(() => {});
  }
}

test("two reviewers clear 200 cards together by keyboard, and each card is decided once", async ({
  page,
  browser,
  baseURL,
  sessionOf,
  complaints,
  postTicket,
}) => {
  test.setTimeout(480_000);
  // Both see the same card come up, and one of them is a moment later.
  complaints.allow(/status of 409/);
  await emptyQueue(page, baseURL);
  const ids: string[] = [];
  for (let index = 0; index < cards; index += postedAtOnce) {
    const batch = Array.from({ length: postedAtOnce }, (_, at) => ticketOf(index + at));
    const posted = await Promise.all(batch.map((text) => postTicket({ text })));
    ids.push(...posted.map(({ id }) => id));
  }
  const other = await browser.newContext({ storageState: await sessionOf("manager"), baseURL });
  complaints.watch(other);
  const colleague = await other.newPage();
  await Promise.all([page, colleague].map((each) => each.goto("/review")));
  for (const each of [page, colleague]) await expect.poll(() => shown(each)).not.toBeNull();
  await Promise.all([clear(page), clear(colleague)]);

  const decidedBy: string[] = [];
  for (const id of ids) {
    const { items } = await (await page.request.get(`/api/v1/reviews/${id}/decisions`)).json();
    const verdicts = items.filter(({ action }: { action: string }) =>
      ["approve", "correct"].includes(action),
    );
    expect(verdicts, id).toHaveLength(1);
    decidedBy.push(verdicts[0].by);
  }
  const people = [...new Set(decidedBy)];
  expect(people).toHaveLength(2);
  const shares = people.map((who) => decidedBy.filter((by) => by === who).length);
  console.log(`${cards} cards, decided ${shares.join(" and ")}`);
  await other.close();
});
