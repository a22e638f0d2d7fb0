import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { pasteField } from "./paste-text.ts";

test.use({ role: "agent" });

const incident =
  "Since 10:02 the load balancer answers every customer with 502 Bad Gateway, nobody can pay. No deploy today.";

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });
const ticketText = (page: Page) => page.getByRole("region", { name: "Ticket text" });
const failure = (page: Page) =>
  page.getByRole("main").getByRole("alert").filter({ hasText: "No card this time" });

/** Opens the page and waits until its script answers. */
async function openComposer(page: Page): Promise<void> {
  await page.goto("/");
  await expect(async () => {
    await page.getByRole("button", { name: "How-to question" }).click();
    await expect(pasteField(page)).toHaveValue(/quarterly reports/, { timeout: 500 });
  }).toPass();
  await pasteField(page).fill("");
}

test("a text becomes a card by keyboard alone, with the words that led to it marked", async ({ page }) => {
  await openComposer(page);
  await pasteField(page).fill(incident);
  await pasteField(page).press("Control+Enter");

  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText(/P[01] Infra/);
  await expect(card(page).getByRole("heading", { level: 2 })).toBeFocused();
  await expect(ticketText(page)).toHaveText(incident);
  await expect(ticketText(page).locator("mark").first()).toBeVisible();
  for (const mark of await ticketText(page).locator("mark").allInnerTexts()) expect(incident).toContain(mark);
});

test("the card has three steps and says its reasons in words", async ({ page }) => {
  await openComposer(page);
  await pasteField(page).fill(incident);
  await pasteField(page).press("Control+Enter");
  await expect(card(page)).toBeVisible();

  const part = (title: string) => card(page).getByRole("heading", { name: title }).locator("..");
  await expect(part("Next steps").getByRole("listitem")).toHaveCount(3);
  const reasons = await part("Why this card").getByRole("listitem").allInnerTexts();
  expect(reasons.length).toBeGreaterThan(0);
  for (const reason of reasons) {
    expect(reason).toMatch(/^\S+ .*\S/);
    expect(reason).not.toMatch(/[a-z]_[a-z]/);
  }
});

test("a fact leads to its words in the text", async ({ page }) => {
  await openComposer(page);
  await pasteField(page).fill(`${"All is calm.\n".repeat(80)}${incident}`);
  await pasteField(page).press("Control+Enter");
  const mark = ticketText(page).locator("mark").first();
  await expect(mark).not.toBeInViewport();
  await card(page).getByTitle("Show in the text").first().click();
  await expect(mark).toBeInViewport();
});

test("an example is there by one click and triaged by another", async ({ page }) => {
  await openComposer(page);
  await page.getByRole("button", { name: "502 alert" }).click();
  await expect(pasteField(page)).toHaveValue(/502 Bad Gateway/);
  await page.getByRole("button", { name: /^Triage/ }).click();
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText(/P0 Infra/);

  await page.getByRole("button", { name: "New ticket" }).click();
  await expect(pasteField(page)).toHaveValue("");
});

test("a text that was not sent is still there after a reload", async ({ page }) => {
  await openComposer(page);
  await pasteField(page).fill(incident);
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).toContain("nobody can pay");
  await page.reload();
  await expect(pasteField(page)).toHaveValue(incident);
});

test("a gateway that cannot be reached costs nothing but a second try", async ({ page, complaints }) => {
  complaints.allow(/net::ERR_CONNECTION_REFUSED/);
  await openComposer(page);
  await page.route("**/api/v1/triage", (route) => route.abort("connectionrefused"));
  await pasteField(page).fill(incident);
  await pasteField(page).press("Control+Enter");
  await expect(failure(page)).toContainText("could not be reached");
  await expect(pasteField(page)).toHaveValue(incident);

  await page.unroute("**/api/v1/triage");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(card(page)).toBeVisible();
});

test("a gateway that is not available says when to come back and keeps the text", async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 503/);
  await openComposer(page);
  await page.route("**/api/v1/triage", (route) =>
    route.fulfill({
      status: 503,
      contentType: "application/problem+json",
      headers: { "retry-after": "7", "x-request-id": "req_browser_test" },
      json: {
        type: "/docs#unavailable",
        title: "Unavailable",
        status: 503,
        detail: "The database does not answer.",
        code: "unavailable",
        retryable: true,
      },
    }),
  );
  await pasteField(page).fill(incident);
  await pasteField(page).press("Control+Enter");
  await expect(failure(page)).toContainText("The database does not answer.");
  await expect(failure(page)).toContainText("7 s");
  await expect(failure(page)).toContainText("req_browser_test");
  await expect(failure(page).getByRole("button", { name: "Try again" })).toBeEnabled();
  await expect(pasteField(page)).toHaveValue(incident);
});

test("a session that ended while typing is explained and the text waits behind the sign-in", async ({
  page,
  complaints,
}) => {
  complaints.allow(/status of 401/);
  await openComposer(page);
  await pasteField(page).fill(incident);
  await page.context().clearCookies();
  await pasteField(page).press("Control+Enter");
  await expect(page.getByRole("heading", { name: "You are signed out" })).toBeVisible();
  await expect(pasteField(page)).toHaveValue(incident);
});

test("a text over 100,000 characters is explained and not sent", async ({ page }) => {
  await openComposer(page);
  await pasteField(page).fill("x".repeat(100_001));
  await expect(pasteField(page)).toHaveAccessibleDescription(/too long/i);
  await expect(pasteField(page)).toHaveAccessibleDescription(/100,001 \/ 100,000/);
  await expect(pasteField(page)).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: /^Triage/ })).toBeDisabled();

  await pasteField(page).fill("x".repeat(100_000));
  await expect(page.getByRole("button", { name: /^Triage/ })).toBeEnabled();
});

test("markup, escape codes and direction marks in a ticket are shown and do nothing", async ({ page }) => {
  const hostile = [
    `<img src=x onerror="alert(1)"><script>alert(2)</script> <a href="javascript:alert(3)">502</a>`,
    "\u001b[31mERROR\u001b[0m all customers get 502 Bad Gateway",
    "\u202Etxet desrever\u202C and {{7*7}} <%= 7*7 %>",
  ].join("\n");
  await openComposer(page);
  await pasteField(page).fill(hostile);
  await pasteField(page).press("Control+Enter");
  await expect(ticketText(page)).toContainText(`<img src=x onerror="alert(1)"><script>alert(2)</script>`);
  await expect(ticketText(page)).toContainText("ESC[31mERROR");
  await expect(ticketText(page)).toContainText("RLO");
  await expect(ticketText(page)).toContainText("{{7*7}} <%= 7*7 %>");
  await expect(page.locator("main img, main script, a[href^=javascript]")).toHaveCount(0);

  await card(page).getByRole("link", { name: "Open" }).click();
  await expect(page).toHaveURL(/\/tickets\/tkt_/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`<img src=x onerror="alert(1)">`);
  await expect(page.locator("main img, main script, a[href^=javascript]")).toHaveCount(0);
});
