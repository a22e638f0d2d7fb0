import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";

test.use({ role: "agent" });

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });
const details = (page: Page) => page.getByRole("region", { name: "Details" });
const ticketText = (page: Page) => page.getByRole("region", { name: "Ticket text" });

const deadlock = `The nightly invoice run stopped again at 02:14 in production with
ORA-00060: deadlock detected while waiting for resource
A rerun at 06:30 went through. Third time this week.`;

test("a ticket's page shows the text with its marks, the facts and the versions behind the card", async ({
  page,
  postTicket,
}) => {
  const service = `billing-${randomUUID().slice(0, 8)}`;
  const { ticketId, id } = await postTicket({
    text: deadlock,
    service,
    source: "jira",
    environment: "production",
    externalId: "OPS-814",
  });
  await page.goto(`/tickets/${ticketId}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/nightly invoice run stopped/);
  await expect(ticketText(page)).toContainText("Third time this week.");
  await expect(ticketText(page).locator("mark").first()).toBeVisible();
  await expect(card(page).getByRole("heading", { level: 2 })).toHaveText(/P[12] Data/);
  await expect(card(page).getByText("What is lost")).toBeVisible();
  await expect(card(page).getByText("Category cue").first()).toBeVisible();
  await expect(card(page)).toContainText("Rules");
  for (const shown of [service, "jira", "Production", "OPS-814", id]) {
    await expect(details(page)).toContainText(shown);
  }
  await expect(card(page).getByRole("region", { name: "Versions" })).toContainText(/Policypol_\S+/);
});

test("a repeated incident says that its card was used again and how often it was seen", async ({
  page,
  postTicket,
}) => {
  const service = `shop-${randomUUID().slice(0, 8)}`;
  const first = await postTicket({ text: "All customers get 502 Bad Gateway since 10:02", service });
  const second = await postTicket({ text: "All customers get 502 Bad Gateway since 11:47", service });
  expect(second.origin.path).toBe("cache");
  await page.goto(`/tickets/${second.ticketId}`);
  await expect(card(page)).toContainText("Cache");
  await expect(card(page)).toContainText("Seen 2 times");
  await card(page).getByRole("link", { name: "first ticket" }).click();
  await expect(page).toHaveURL(new RegExp(`/tickets/${first.ticketId}$`));
  await expect(card(page)).toContainText("Rules");
});

test("the id of a triage leads to its ticket", async ({ page, postTicket }) => {
  const { id, ticketId } = await postTicket({ text: deadlock });
  await page.goto(`/tickets/${id}`);
  await expect(page).toHaveURL(new RegExp(`/tickets/${ticketId}$`));
});

test("an id that nobody knows gets a page that says so", async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  for (const id of [`tkt_${"0".repeat(26)}`, `tri_${"0".repeat(26)}`, "nonsense", "%F0%9F%98%80"]) {
    await page.goto(`/tickets/${id}`);
    await expect(page.getByRole("heading", { name: "There is no such ticket" })).toBeVisible();
  }
  await page.getByRole("link", { name: "All tickets" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tickets" })).toBeVisible();
});

test("an address without a page says so", async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  await page.goto("/no-such-page");
  await expect(page.getByRole("heading", { name: "There is no page here" })).toBeVisible();
});
