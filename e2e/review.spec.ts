import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";
import { distinctWords, emptyQueue } from "./review-queue.ts";

/** No card is sure enough for this server: every one asks for a human, whatever the rules engine thinks of it. */
test.use({ role: "reviewer", settings: { TRIAGE_REVIEW_BELOW: "1" } });

/** Words, not numbers, keep one apart from another. */
const vague = (word: string) => `Something about the ${word} feels odd since this morning, please look`;

const decision = (page: Page) => page.getByRole("region", { name: "Decision" });
const text = (page: Page) => page.getByRole("region", { name: "Ticket", exact: true });
const pressed = (page: Page, name: RegExp) => decision(page).getByRole("button", { name, pressed: true });

/** Opens the page and waits until its first card, which stands there before the script runs, is taken. */
async function open(page: Page, path: string, word: string): Promise<void> {
  await page.goto(path);
  await expect(text(page)).toContainText(word);
  await expect(
    page.getByRole("list", { name: "Cards in the queue" }).locator("[aria-current]"),
  ).toBeVisible();
}

const nothingWaits = (page: Page) =>
  expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();

/** Told in passing; a toast is a dialog to assistive technology. */
const told = (page: Page, title: string) => page.getByRole("dialog", { name: title, exact: true });

/** Approves what says the same, once the first card is taken: the list is drawn anew meanwhile. */
async function approveAlike(page: Page, count: number): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Approve cards that say the same" });
  await pressUntil(page.getByRole("button", { name: `${count} cards say the same` }), dialog);
  await dialog.getByRole("button", { name: `Approve ${count}` }).click();
  await expect(told(page, `${count} approved`)).toBeVisible();
  await expect(dialog).toHaveCount(0);
}

const words = (count: number) => distinctWords(count, "zone");

test.beforeEach(({ page, baseURL }) => emptyQueue(page, baseURL));

test("a clean card takes one key, a correction digits and Enter, and Z takes it back", async ({
  page,
  postTicket,
}) => {
  const first = await postTicket({ text: vague("lift") });
  expect(first.review.state).toBe("pending");
  const second = await postTicket({ text: vague("gate") });
  await open(page, "/review", "lift");
  await page.keyboard.press("a");
  await expect(text(page)).toContainText("gate");

  await page.keyboard.press("1");
  await page.keyboard.press("Shift+Digit4");
  await expect(pressed(page, /^P0/)).toBeVisible();
  await expect(pressed(page, /^Security/)).toBeVisible();
  await page.keyboard.press("Enter");
  await nothingWaits(page);

  const answer = await page.request.get(`/api/v1/triage/${second.id}`);
  expect(await answer.json()).toMatchObject({
    card: { category: "security", severity: "P0" },
    origin: { path: "human" },
    review: { state: "corrected" },
  });

  const decisions = page.getByRole("region", { name: "Your last decisions" });
  await decisions.getByRole("button", { name: /^Add to eval set: .*gate/ }).click();
  await expect(page.getByText(/Added to reviewed: \d+ cases? now/)).toBeVisible();
  const cases = await page.request.get("/api/v1/evals/sets/reviewed/cases?category=security");
  expect(JSON.stringify(await cases.json())).toContain(second.id);
  await decisions.getByRole("button", { name: /^Take back: .*gate/ }).click();
  await expect(text(page)).toContainText("gate");
  await expect(pressed(page, /^Unknown/)).toBeVisible();
  await page.keyboard.press("a");
  await nothingWaits(page);
});

test("a reviewer clears fifty cards by keyboard alone", async ({ page, postTicket }) => {
  test.setTimeout(120_000);
  const posted = [];
  for (const word of words(50)) posted.push(await postTicket({ text: vague(word) }));
  await open(page, "/review", ` ${words(1)[0]} `);
  for (const word of words(50)) {
    await expect(text(page)).toContainText(` ${word} `);
    await page.keyboard.press("a");
  }
  await nothingWaits(page);
  for (const { id } of posted) {
    const answer = await page.request.get(`/api/v1/triage/${id}`);
    expect((await answer.json()).review.state).toBe("approved");
  }
});

test("a card that is skipped says why, and one that somebody is on cannot be taken", async ({
  page,
  browser,
  baseURL,
  sessionOf,
  complaints,
  postTicket,
}) => {
  complaints.allow(/status of 409/);
  await postTicket({ text: vague("roof") });
  await open(page, "/review", "roof");

  const other = await browser.newContext({ storageState: await sessionOf("manager"), baseURL });
  const colleague = await other.newPage();
  await colleague.goto("/review");
  await nothingWaits(colleague);
  await expect(colleague.getByRole("button", { name: /roof/ })).toBeDisabled();

  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Not my field" }).click();
  await nothingWaits(page);
  await colleague.getByRole("button", { name: "Look again" }).click();
  await expect(text(colleague)).toContainText("roof");
  await colleague.keyboard.press("a");
  await nothingWaits(colleague);
  await other.close();
});

test("what is pressed while the card is being taken counts once it is", async ({ page, postTicket }) => {
  const { id } = await postTicket({ text: vague("porch") });
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  await page.route(`**/api/v1/reviews/${id}/claim`, async (route) => {
    asked.resolve();
    await go.promise;
    await route.continue();
  });
  await page.goto("/review");
  await expect(text(page)).toContainText("porch");
  await asked.promise;
  await page.keyboard.press("a");
  const state = async () => (await (await page.request.get(`/api/v1/triage/${id}`)).json()).review.state;
  expect(await state()).toBe("pending");
  go.resolve();
  await nothingWaits(page);
  expect(await state()).toBe("approved");
});

test("who looked at the same card a moment later is given the next one", async ({
  page,
  browser,
  baseURL,
  sessionOf,
  complaints,
  postTicket,
}) => {
  complaints.allow(/status of 409/);
  const { id } = await postTicket({ text: vague("stair") });
  await postTicket({ text: vague("wall") });
  const other = await browser.newContext({ storageState: await sessionOf("manager"), baseURL });
  await page.route(`**/api/v1/reviews/${id}/claim`, async (route) => {
    const claimed = await other.request.post(`/api/v1/reviews/${id}/claim`, {
      data: {},
      headers: { origin: baseURL ?? "" },
    });
    expect(claimed.ok()).toBe(true);
    await route.continue();
  });
  await page.goto("/review");
  await expect(text(page)).toContainText("wall");
  await page.keyboard.press("a");
  await nothingWaits(page);
  await other.request.post(`/api/v1/reviews/${id}/decision`, {
    data: { action: "approve" },
    headers: { origin: baseURL ?? "" },
  });
  await other.close();
});

test("leaving the page gives the card back", async ({ page, postTicket }) => {
  const { id } = await postTicket({ text: vague("fence") });
  await open(page, "/review", "fence");
  await page.getByRole("link", { name: "Tickets", exact: true }).first().click();
  await expect
    .poll(async () => (await (await page.request.get(`/api/v1/reviews/${id}`)).json()).claim)
    .toBeNull();
  await open(page, `/review?triage=${id}`, "fence");
  await page.keyboard.press("a");
  await nothingWaits(page);
});

test("cards that say the same are approved together", async ({ page, postTicket }) => {
  test.setTimeout(120_000);
  for (const word of ["attic", "cellar", "loft"]) await postTicket({ text: vague(word) });
  await page.goto("/review");
  await approveAlike(page, 2);
  await page.keyboard.press("a");
  await nothingWaits(page);

  // One act among the last ten, taken back as a whole.
  const decisions = page.getByRole("region", { name: "Your last decisions" });
  await decisions.getByRole("button", { name: /^Take 2 back: / }).click();
  await expect(page.getByText("2 taken back")).toBeVisible();
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(text(page)).toContainText(/attic|cellar|loft/);
  const [word = ""] = /attic|cellar|loft/.exec((await text(page).textContent()) ?? "") ?? [];
  // A key that bounces decides about one card.
  await page.evaluate(() => {
    for (const key of ["a", "a"]) document.dispatchEvent(new KeyboardEvent("keydown", { key }));
  });
  await expect(text(page)).not.toContainText(word);
  await expect(text(page)).toContainText(/attic|cellar|loft/);
  await page.keyboard.press("a");
  await nothingWaits(page);
});

test("cards that were approved together are taken back where it is told", async ({ page, postTicket }) => {
  const ids: string[] = [];
  for (const word of ["pantry", "larder", "scullery"]) ids.push((await postTicket({ text: vague(word) })).id);
  const states = async () => {
    const answers = ids.map(async (id) => (await page.request.get(`/api/v1/triage/${id}`)).json());
    return (await Promise.all(answers)).map(({ review }) => review.state).sort();
  };
  await page.goto("/review");
  await approveAlike(page, 2);
  expect(await states()).toEqual(["approved", "approved", "pending"]);
  await told(page, "2 approved").getByRole("button", { name: "Undo" }).click();
  await expect(told(page, "2 taken back")).toBeVisible();
  expect(await states()).toEqual(["pending", "pending", "pending"]);
  await expect(page.getByRole("list", { name: "Cards in the queue" }).getByRole("listitem")).toHaveCount(3);
});

test("every group of cards that say the same is offered", async ({ page, postTicket }) => {
  test.setTimeout(120_000);
  for (const word of ["barn", "shed", "stable"]) await postTicket({ text: vague(word), service: "yard" });
  for (const word of ["quay", "pier"]) await postTicket({ text: vague(word), service: "harbour" });
  await page.goto("/review");
  const dialog = page.getByRole("dialog");
  await pressUntil(page.getByRole("button", { name: "2 groups of cards say the same" }), dialog);
  await dialog.getByRole("combobox", { name: "Group" }).click();
  await page.getByRole("option", { name: /harbour/ }).click();
  await dialog.getByRole("button", { name: "Approve 2" }).click();
  await expect(page.getByRole("heading", { name: "2 approved", exact: true })).toBeVisible();
});

test("the queue is narrowed in the address, and what comes next is of what it is narrowed to", async ({
  page,
  postTicket,
}) => {
  await postTicket({ text: vague("mill") });
  await postTicket({
    text: "Since 10:02 all customers get 502 Bad Gateway at checkout, nobody can pay",
    environment: "production",
  });
  await page.goto("/review?severity=P2,P3");
  await expect(text(page)).toContainText("mill");
  const list = page.getByRole("list", { name: "Cards in the queue" });
  await expect(list).toContainText("mill");
  await expect(list).not.toContainText("checkout");
  await pressUntil(
    page.getByRole("button", { name: "Severity" }),
    page.getByRole("menuitemcheckbox", { name: "P0" }),
  );
  await page.getByRole("menuitemcheckbox", { name: "P0" }).click();
  await page.getByRole("menuitemcheckbox", { name: "P1" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/severity=P0%2CP1%2CP2%2CP3/);
  await expect(list).toContainText("checkout");
  await page.goBack();
  await page.goBack();
  await expect(list).not.toContainText("checkout");
  await page.keyboard.press("a");
  await expect(page.getByText("Nothing in the queue matches the filters.")).toBeVisible();
});

test("an approval that is refused brings its card back with why", async ({
  page,
  postTicket,
  complaints,
}) => {
  complaints.allow(/status of 503/);
  const { id } = await postTicket({ text: vague("tower") });
  await postTicket({ text: vague("spire") });
  await open(page, "/review", "tower");
  const problem = {
    type: "about:blank",
    title: "Unavailable",
    status: 503,
    detail: "The database is away.",
    code: "unavailable",
    retryable: true,
  };
  await page.route(`**/api/v1/reviews/${id}/decision`, (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: JSON.stringify(problem) }),
  );
  await page.keyboard.press("a");
  await expect(page.getByText(/The database is away\./)).toBeVisible();
  await expect(text(page)).toContainText("tower");
  await page.unroute(`**/api/v1/reviews/${id}/decision`);
  await page.keyboard.press("a");
  await expect(text(page)).toContainText("spire");
  await page.keyboard.press("a");
  await nothingWaits(page);
  expect((await (await page.request.get(`/api/v1/triage/${id}`)).json()).review.state).toBe("approved");
});

test("an agent does not see the queue", async ({ browser, baseURL, sessionOf, complaints }) => {
  complaints.allow(/status of 403/);
  const context = await browser.newContext({ storageState: await sessionOf("agent"), baseURL });
  const page = await context.newPage();
  expect((await page.goto("/review"))?.status()).toBe(403);
  expect((await page.request.get("/api/v1/reviews")).status()).toBe(403);
  await page.goto("/tickets");
  await expect(page.getByRole("link", { name: "Review" })).toHaveCount(0);
  await context.close();
});

test("the review page is accessible with a card, with changes and without", async ({ page, postTicket }) => {
  await page.goto("/review");
  await nothingWaits(page);
  await expectAccessible(page);
  await postTicket({ text: vague("bridge") });
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(text(page)).toContainText("bridge");
  await page.keyboard.press("1");
  await page.keyboard.press("e");
  await expect(page.getByLabel("Step 3")).toBeVisible();
  await expectAccessible(page);
});
