import type { Page } from "@playwright/test";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { pasteField } from "./paste-text.ts";
import { pressKeyUntil } from "./press.ts";

/** Cards go to review only when somebody sends them there. */
test.use({ role: "reviewer", settings: { TRIAGE_REVIEW_BELOW: "0" } });

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });
const history = (page: Page) => page.getByRole("region", { name: "Review history" });
const ticket = (word: string): TriageRequest => ({
  text: `Customers get 502 Bad Gateway from the ${word} since this morning, payments fail`,
  service: word,
});

async function say(page: Page, reason: string): Promise<void> {
  await expect(page.getByRole("dialog").getByRole("textbox")).toBeFocused();
  await page.keyboard.type(reason);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByRole("textbox")).toHaveCount(0);
}

const dialog = (page: Page, name: string) => page.getByRole("dialog", { name });

test("an agent sends a card to review from the pasted ticket, a reviewer corrects it, and the ticket tells what changed", async ({
  page,
  browser,
  baseURL,
  sessionOf,
}) => {
  const context = await browser.newContext({ storageState: await sessionOf("agent"), baseURL });
  const agent = await context.newPage();
  await agent.goto("/");
  const pasted = pasteField(agent);
  await expect(async () => {
    await pasted.fill(ticket("harbour").text);
    await pasted.press("Control+Enter");
    await expect(card(agent)).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expect(card(agent).getByRole("button", { name: /Send to review/ })).toBeVisible();
  await pressKeyUntil(agent, "r", dialog(agent, "Send this card to review"));
  await say(agent, "the quay is not payments");
  await expect(card(agent)).toContainText("Needs review");
  await expect(card(agent)).toContainText("asks for a review: the quay is not payments");
  await expect(card(agent).getByRole("button", { name: /^Send to review/ })).toHaveCount(0);
  await card(agent).getByRole("link", { name: "Open" }).click();
  await expect(history(agent)).toContainText("sent the card to review");
  const ticketUrl = agent.url();

  await page.goto(ticketUrl);
  await card(page).getByRole("link", { name: "Review it" }).click();
  await expect(page.getByRole("region", { name: "Decision" })).toContainText("the quay is not payments");
  await pressKeyUntil(page, "e", page.getByLabel("Step 3"));
  await page.getByLabel("Step 2").fill("Ask the harbour master which quay is meant");
  const summary = page.getByLabel("Summary");
  await summary.fill(`${await summary.inputValue()} The quay is closed.`);
  await page.getByRole("region", { name: "Decision" }).getByRole("button", { name: /^Data/ }).click();
  await page.getByLabel("Why").fill("the quay's table is wrong");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();

  await expect(history(agent)).toContainText("corrected category, summary, next steps");
  await expect(history(agent)).toContainText("Reason: the quay's table is wrong");
  await expect(history(agent).locator("ins").filter({ hasText: "The quay is closed." })).toBeVisible();
  await expect(history(agent).locator("ins").filter({ hasText: "harbour master" })).toBeVisible();
  await expect(history(agent)).toContainText(/wasAppisData/);
  await expect(history(agent).locator("li li")).toHaveCount(1);
  await expect(card(agent).getByRole("button", { name: /Reopen|Second opinion/ })).toHaveCount(0);
  await expectAccessible(agent);
  await context.close();
});

test("a decided card is opened again from its ticket, and is decided anew", async ({ page, postTicket }) => {
  const { id, ticketId } = await postTicket(ticket("lighthouse"));
  await page.goto(`/tickets/${ticketId}`);
  await pressKeyUntil(page, "r", dialog(page, "Send this card to review"));
  await say(page, "");
  await page.getByRole("button", { name: "Review it now" }).click();
  await expect(page).toHaveURL(new RegExp(`/review\\?triage=${id}`));
  await expect(page.locator("[aria-current=true][data-row]")).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();

  await page.goto(`/tickets/${ticketId}`);
  await expect(card(page)).toContainText("Approved");
  await pressKeyUntil(page, "r", dialog(page, "Reopen this card"));
  await page.keyboard.press("Enter");
  await expect(page.getByText("Say why: whoever decides reads it")).toBeVisible();
  await expectAccessible(page, "[role=dialog]");
  await say(page, "the lamp is back");
  await expect(card(page)).toContainText("opened the card again: the lamp is back");
  await expect(history(page).getByRole("listitem").first()).toContainText("opened the card again");
  await card(page).getByRole("link", { name: "Review it" }).click();
  await expect(page.locator("[aria-current=true][data-row]")).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
});

test("a second opinion is asked for from the decided view by keyboard, and somebody else gives it", async ({
  page,
  browser,
  baseURL,
  sessionOf,
  complaints,
  postTicket,
}) => {
  complaints.allow(/status of 409/);
  const { id, ticketId } = await postTicket(ticket("pier"));
  const origin = { origin: baseURL ?? "" };
  for (const [path, data] of [
    ["request", {}],
    ["decision", { action: "approve" }],
  ] as const) {
    const answer = await page.request.post(`/api/v1/reviews/${id}/${path}`, { data, headers: origin });
    expect(answer.ok(), await answer.text()).toBe(true);
  }
  await page.goto("/review");
  await page.getByRole("button", { name: "Decided" }).click();
  const queue = page.getByRole("list", { name: "Cards in the queue" });
  const row = queue.getByRole("link", { name: /pier/ });
  await expect(row).toContainText("Approved by");
  await expectAccessible(page);
  await row.focus();
  await pressKeyUntil(page, "o", dialog(page, "Ask for a second opinion"));
  await say(page, "is the pier by mistake");
  await expect(row).toHaveCount(0);
  await page
    .getByRole("dialog", { name: "A second opinion is asked for" })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(row).toContainText("Approved by");
  await row.focus();
  await pressKeyUntil(page, "r", dialog(page, "Reopen this card"));
  await say(page, "by mistake");
  await expect(row).toHaveCount(0);
  const reopened = page.getByRole("dialog", { name: "Reopened" });
  await expect(reopened.getByRole("button", { name: "Review it now" })).toBeVisible();
  await reopened.getByRole("button", { name: "Undo" }).click();
  await expect(row).toContainText("Approved by");
  await row.focus();
  await pressKeyUntil(page, "o", dialog(page, "Ask for a second opinion"));
  await say(page, "is the pier ours");
  await expect(row).toHaveCount(0);
  await page.getByRole("button", { name: /^Open \d/ }).click();
  await queue.getByRole("button", { name: /pier/ }).click();
  await expect(
    page.getByText("You decided this card; somebody else gives the second opinion."),
  ).toBeVisible();

  const context = await browser.newContext({ storageState: await sessionOf("manager"), baseURL });
  const colleague = await context.newPage();
  await colleague.goto("/review");
  await expect(colleague.getByRole("region", { name: "Decision" })).toContainText(
    "asks for a second opinion: is the pier ours",
  );
  await expect(colleague.locator("[aria-current=true][data-row]")).toBeVisible();
  await colleague.keyboard.press("a");
  await expect(colleague.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  await colleague.goto(`/tickets/${ticketId}`);
  await expect(history(colleague).getByRole("listitem").first()).toContainText("Second opinion");
  await expect(history(colleague)).toContainText("Reason: is the pier ours");

  await colleague.goto("/dashboard");
  const agreement = colleague.getByRole("region", { name: "Agreement of second opinions" });
  await expect(agreement).toContainText("1 of 1 second opinions agreed");
  await context.close();
});

test("keys of a pair open a page and nothing else", async ({ page, postTicket }) => {
  const { ticketId } = await postTicket(ticket("breakwater"));
  await page.goto(`/tickets/${ticketId}`);
  await pressKeyUntil(page, "r", dialog(page, "Send this card to review"));
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\/review$/);
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("what was asked of a card is taken back where it was asked, as long as nobody is on it", async ({
  page,
  postTicket,
}) => {
  const { id, ticketId } = await postTicket(ticket("jetty"));
  await page.goto(`/tickets/${ticketId}`);
  await pressKeyUntil(page, "r", dialog(page, "Send this card to review"));
  await say(page, "by mistake");
  await expect(card(page)).toContainText("Needs review");
  await card(page).getByRole("button", { name: "Undo: Send to review" }).click();
  await expect(card(page).getByRole("button", { name: /^Send to review/ })).toBeVisible();
  await expect(history(page)).toContainText("Taken back");
  const answer = await page.request.get(`/api/v1/triage/${id}`);
  expect((await answer.json()).review).toEqual({ state: "none", reasons: [] });
});
