import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { pressKeyUntil } from "./press.ts";

test.use({ role: "admin" });

const palette = (page: Page) => page.getByRole("dialog", { name: "Search or go to" });
const choice = (page: Page, group: string, name: string | RegExp) =>
  palette(page).getByRole("group", { name: group }).getByRole("option", { name });

/** Opens the palette and types. */
async function look(page: Page, text: string): Promise<void> {
  await pressKeyUntil(page, "Control+k", palette(page));
  await palette(page).getByRole("combobox").fill(text);
}

test("the palette reaches runbooks, runs, sets, prompts, views, people and keys by a few letters", async ({
  page,
  sessionOf,
}) => {
  await sessionOf("agent");
  await page.goto("/tickets");
  const call = (path: string, body: unknown) =>
    page.request.post(path, { data: body, headers: { origin: new URL(page.url()).origin } });
  const runbook = {
    id: "shop/till-jam",
    markdown: "# Till jammed\n\nThe cash drawer of a till is jammed. Restart the drawer.",
  };
  expect((await call("/api/v1/knowledge/import", { runbooks: [runbook] })).status()).toBe(200);
  expect((await call("/api/v1/views", { name: "Night watch", query: "severity=P0" })).ok()).toBe(true);
  expect((await call("/api/v1/keys", { name: "till-router" })).ok()).toBe(true);
  const started = await call("/api/v1/evals/runs", { set: "core", engine: "rules" });
  const run: { id: string } = await started.json();

  await look(page, "till jammed");
  await expect(choice(page, "Runbooks", "Till jammed")).toBeVisible();
  await expectAccessible(page);
  await palette(page).getByRole("combobox").fill("core");
  await expect(choice(page, "Eval runs", /^core, /).first()).toBeVisible();
  await expect(choice(page, "Eval sets", "core")).toBeVisible();
  await palette(page).getByRole("combobox").fill("prompt");
  await expect(choice(page, "Prompt versions", /./).first()).toBeVisible();
  await palette(page).getByRole("combobox").fill("till-router");
  await expect(choice(page, "API keys", "till-router")).toBeVisible();
  await palette(page).getByRole("combobox").fill("agent@");
  await choice(page, "People", /agent@example\.com/).click();
  await expect(page).toHaveURL(/settings\/users#/);

  await look(page, "night");
  await choice(page, "Saved views", "Night watch").click();
  await expect(page).toHaveURL(/tickets\?severity=P0/);

  await look(page, run.id);
  const found = choice(page, "Eval runs", /^core, /);
  // The list is narrowed a moment after it was typed.
  await expect(found).toHaveCount(1);
  await found.click();
  await expect(page).toHaveURL(new RegExp(`evals/${run.id}`));

  await look(page, "start an eval run");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Start a run" })).toBeVisible();
});

test("the id of a request leads to its ticket", async ({ page, postTicket }) => {
  const { ticketId } = await postTicket({ text: "The franking machine prints every letter twice" });
  const ticket = await (await page.request.get(`/api/v1/tickets/${ticketId}`)).json();
  const { requestId } = ticket.ticket;
  expect(requestId).toMatch(/^req_/);
  await page.goto("/tickets");
  await look(page, requestId);
  await choice(page, "Tickets", /franking machine/).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticketId}`));
  await expect(page.getByRole("region", { name: "Details" })).toContainText(requestId);

  await page.goto(`/tickets?request=${requestId}`);
  await expect(page.getByRole("link", { name: /franking machine/ })).toHaveCount(1);
});

test("somebody who may not see people and prompts is offered none", async ({
  browser,
  sessionOf,
  gateway,
}) => {
  const context = await browser.newContext({ storageState: await sessionOf("agent"), baseURL: gateway.url });
  const page = await context.newPage();
  await page.goto("/tickets");
  await look(page, "core");
  await expect(choice(page, "Eval sets", "core")).toBeVisible();
  await palette(page).getByRole("combobox").fill("admin@");
  await expect(palette(page).getByRole("option", { name: /Search tickets for/ })).toBeVisible();
  await expect(palette(page).getByRole("group", { name: "People" })).toHaveCount(0);
  await context.close();
});
