import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect, signIn, test } from "./browser-fixtures.ts";
import { runCommand } from "./gateway-process.ts";

test.use({ role: "agent" });

/** A word that no other ticket has, so that a test sees its own tickets in a list that all share. */
const ownWord = () => `own-${randomUUID().slice(0, 8)}`;

const outage = (word: string) => `All customers get 502 Bad Gateway at ${word}, nobody can pay`;
const question = (word: string) => `How can I change the language of my profile in ${word}? No hurry.`;

const rows = (page: Page) => page.getByRole("list", { name: "Tickets, newest first" }).getByRole("listitem");
const live = (page: Page) => page.getByText("Live", { exact: true });

test("a ticket that a service sends appears on top without a reload", async ({ page, postTicket }) => {
  await postTicket({ text: outage(ownWord()) });
  await page.goto("/tickets");
  await expect(live(page)).toBeVisible();
  const word = ownWord();
  await postTicket({ text: outage(word), service: word, environment: "production" });
  await expect(rows(page).first()).toContainText(word);
  await expect(rows(page).first()).toContainText(/P[01]/);
});

test("a narrowed list does not jump when a ticket comes in, it offers it", async ({ page, postTicket }) => {
  const service = ownWord();
  await postTicket({ text: outage("the first"), service });
  await page.goto(`/tickets?service=${service}`);
  await expect(live(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await postTicket({ text: outage("the second"), service });
  await page.getByRole("button", { name: "1 new ticket" }).click();
  await expect(rows(page)).toHaveCount(2);
});

test("filters stand in the address, survive a reload and go back with the browser", async ({
  page,
  postTicket,
}) => {
  const service = ownWord();
  await postTicket({ text: outage("shop"), service });
  await postTicket({ text: question("shop"), service });
  await page.goto(`/tickets?service=${service}`);
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole("button", { name: "Severity" }).click();
  await page.getByRole("menuitemcheckbox", { name: "P0" }).click();
  await page.getByRole("menuitemcheckbox", { name: "P1" }).click();
  await page.keyboard.press("Escape");
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/severity=P0%2CP1/);

  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("502");
  await page.goBack();
  await expect(page).not.toHaveURL(/P1/);
  await page.goBack();
  await expect(page).not.toHaveURL(/severity/);
  await expect(rows(page)).toHaveCount(2);

  await page.goForward();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(/\/tickets$/);
});

test("words find the tickets that hold them", async ({ page, postTicket }) => {
  const word = ownWord();
  await postTicket({ text: outage(word) });
  await page.goto("/tickets");
  await expect(live(page)).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search tickets" })).toBeFocused();
  await page.keyboard.type(word);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText(word);
  await expect(page).toHaveURL(new RegExp(`q=${word}`));
});

test("J, K and Enter walk the list and open a ticket", async ({ page, postTicket }) => {
  const service = ownWord();
  await postTicket({ text: outage("the older one"), service });
  await postTicket({ text: outage("the newer one"), service });
  await page.goto(`/tickets?service=${service}`);
  await expect(live(page)).toBeVisible();
  const link = (place: number) => rows(page).nth(place).getByRole("link");
  await page.keyboard.press("j");
  await expect(link(0)).toBeFocused();
  await page.keyboard.press("j");
  await expect(link(1)).toBeFocused();
  await page.keyboard.press("k");
  await expect(link(0)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("the newer one");
});

test("filters that nothing matches say so and can be cleared", async ({ page, postTicket }) => {
  await postTicket({ text: outage(ownWord()) });
  await page.goto(`/tickets?service=${ownWord()}`);
  await expect(page.getByRole("heading", { name: "No ticket matches" })).toBeVisible();
  await page.getByRole("button", { name: "Clear all filters" }).click();
  await expect(rows(page).first()).toBeVisible();
});

test("older tickets come page by page as one scrolls", async ({ page, postTicket }) => {
  const service = ownWord();
  const numbers = Array.from({ length: 65 }, (_, index) => index);
  await Promise.all(
    numbers.map((number) => postTicket({ text: outage(`shop`), service, externalId: `${number}` })),
  );
  await page.goto(`/tickets?service=${service}&repeats=each`);
  await expect(rows(page)).toHaveCount(50);
  await rows(page).last().scrollIntoViewIfNeeded();
  await expect(rows(page)).toHaveCount(65);
  await expect(page.getByText("That is all.")).toBeVisible();
  const addresses = await rows(page)
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  expect(new Set(addresses).size).toBe(65);
});

test("a storm is one row that counts as it goes on, and opens to its reports", async ({
  page,
  postTicket,
}) => {
  const service = ownWord();
  for (let report = 0; report < 2; report++) await postTicket({ text: outage("the harbour"), service });
  await page.goto(`/tickets?service=${service}`);
  await expect(live(page)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText("×2");
  await postTicket({ text: outage("the harbour"), service });
  await expect(rows(page)).toContainText("×3");
  await page.getByRole("button", { name: /seen 3 times/ }).click();
  const reports = page.getByRole("list", { name: "Reports of this incident" });
  await expect(reports.getByRole("link")).toHaveCount(3);
  await page.getByRole("button", { name: "Every report" }).click();
  await expect(page).toHaveURL(/repeats=each/);
  await expect(rows(page)).toHaveCount(3);
});

test("filters are saved as a view, which others see when it is shared and with which the list opens", async ({
  page,
  postTicket,
  browser,
  baseURL,
  sessionOf,
}) => {
  const service = ownWord();
  await postTicket({ text: outage("the harbour"), service });
  await page.goto(`/tickets?service=${service}`);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save these filters" }).click();
  await page.getByLabel("Name").fill(service);
  await page.getByLabel("Everybody sees it").check();
  await page.getByLabel("My list opens with it").check();
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", { name: `View ${service}` })).toBeVisible();
  await page.goto("/tickets");
  await expect(page).toHaveURL(new RegExp(`service=${service}`));

  const other = await browser.newContext({ storageState: await sessionOf("reviewer"), baseURL });
  const theirs = await other.newPage();
  await theirs.goto("/tickets");
  await theirs.getByRole("button", { name: "Views" }).click();
  await theirs.getByRole("menuitem", { name: service }).click();
  await expect(theirs).toHaveURL(new RegExp(`service=${service}`));
  await expect(rows(theirs)).toHaveCount(1);
  await other.close();

  await page.getByRole("button", { name: `View ${service}` }).click();
  await page.getByRole("menuitem", { name: "Manage views" }).click();
  await page.getByRole("button", { name: `Remove ${service}` }).click();
  await expect(page.getByText(`${service} is removed`)).toBeVisible();
  await page.goto("/tickets");
  await expect(page).toHaveURL(/\/tickets$/);
});

test("a list that cannot be read says so and tries again", async ({ page, postTicket, complaints }) => {
  complaints.allow(/status of 503/);
  const service = ownWord();
  await postTicket({ text: outage("shop"), service });
  await page.route("**/api/v1/tickets?*", (route) => route.fulfill({ status: 503, body: "" }));
  await page.goto(`/tickets?service=${service}`);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Category" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Infra" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByText("The tickets could not be read")).toBeVisible({ timeout: 30_000 });
  await page.unroute("**/api/v1/tickets?*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(rows(page)).toHaveCount(1);
});

test.describe("on a new gateway", () => {
  test.use({ role: null });

  test("a gateway without tickets says how the first one gets in", async ({ page, freshGateway }) => {
    const account = { email: "ada@example.com", password: "correct horse battery" };
    const args = ["create", "--email", account.email, "--role", "agent", "--password-stdin"];
    await runCommand("users", args, freshGateway.environment, account.password);
    await page.goto(`${freshGateway.url}/sign-in?next=/tickets`);
    await signIn(page, account);
    await expect(page.getByRole("heading", { name: "No tickets yet" })).toBeVisible();
    await page.getByRole("link", { name: "Paste the first one" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Paste a ticket" })).toBeVisible();
  });
});

test("a row tells the exact moment of its ticket to whoever points at the age or comes by keyboard", async ({
  page,
  postTicket,
}) => {
  const service = ownWord();
  const { createdAt } = await postTicket({ text: outage("the till"), service });
  await page.goto(`/tickets?service=${service}`);
  await expect(live(page)).toBeVisible();
  const exact = await page.evaluate(
    (at) =>
      new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" }).format(new Date(at)),
    createdAt,
  );
  const link = rows(page).first().getByRole("link");
  const pointAt = async (part: Locator) => {
    const box = await part.boundingBox();
    if (!box) throw new Error("What is pointed at is on the page.");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  };
  await pointAt(rows(page).first().locator("time"));
  await expect(link).toHaveAttribute("title", exact);
  await pointAt(rows(page).first().getByText("Rules", { exact: true }).filter({ visible: true }));
  await expect(link).toHaveAttribute("title", /rules/i);
  await pointAt(link.locator("bdi"));
  await expect(link).toHaveAttribute("title", "");

  await page.keyboard.press("j");
  await expect(link).toBeFocused();
  await expect(link).toHaveAccessibleDescription(exact);

  await page.keyboard.press("Enter");
  const received = page.getByRole("region", { name: "Details" });
  const minute = await page.evaluate(
    (at) =>
      new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at)),
    createdAt,
  );
  await expect(received).toContainText(minute);
});

test("on a phone a row tells path and confidence, too", async ({ page, postTicket }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const service = ownWord();
  await postTicket({ text: outage("the till"), service, source: "alertmanager", environment: "production" });
  await page.goto(`/tickets?service=${service}`);
  const row = rows(page).first();
  for (const word of ["Rules", /^(Low|Medium|High)/, `${service} · Production · alertmanager`]) {
    const part = row.getByText(word, { exact: true }).filter({ visible: true });
    await expect(part).toBeInViewport({ ratio: 1 });
  }
});
