import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { startRelay } from "./relay.ts";

test.use({ role: "agent" });

const ownWord = () => `own-${randomUUID().slice(0, 8)}`;
const outage = (word: string) => ({
  text: `All customers get 502 Bad Gateway at ${word}, nobody can pay`,
  service: word,
  environment: "production" as const,
});

const list = (page: Page) => page.getByRole("list", { name: "Tickets, newest first" });
const live = (page: Page) => page.getByText("Live", { exact: true });

test("what came while the connection was lost is in the list when it is back, whatever was heard before", async ({
  page,
  gateway,
  postTicket,
  complaints,
}) => {
  complaints.allow(/net::ERR_/);
  await postTicket(outage(ownWord()));
  const relay = await startRelay(gateway.url);
  try {
    await page.goto(`${relay.url}/tickets`);
    await expect(live(page)).toBeVisible();
    // The first time nothing was heard yet; the second time something was.
    for (const _ of ["before", "after"]) {
      relay.cut();
      await expect(live(page)).toBeHidden();
      const words = [ownWord(), ownWord(), ownWord()];
      for (const word of words) await postTicket(outage(word));
      relay.mend();
      for (const word of words) await expect(list(page)).toContainText(word, { timeout: 30_000 });
      await expect(live(page)).toBeVisible();
    }
  } finally {
    await relay.close();
  }
});

test("what came while the stream was refused is in the list when it is not", async ({
  page,
  postTicket,
  complaints,
}) => {
  complaints.allow(/status of 503/);
  await postTicket(outage(ownWord()));
  await page.route("**/api/v1/events*", (route) => route.fulfill({ status: 503 }));
  await page.goto("/tickets");
  await expect(page.getByText("Connecting…")).toBeVisible();
  await expect(list(page)).toBeVisible();
  const word = ownWord();
  await postTicket(outage(word));
  await page.unroute("**/api/v1/events*");
  await expect(list(page)).toContainText(word, { timeout: 30_000 });
});

test("a list by what no row tells offers to look when a ticket comes in", async ({ page, postTicket }) => {
  const service = ownWord();
  await postTicket(outage(service));
  await page.goto(`/tickets?service=${service}&tier=(none)`);
  await expect(live(page)).toBeVisible();
  await postTicket({ text: "How can I change the language of my profile? No hurry.", service });
  await expect(page.getByRole("button", { name: "Look for new tickets" })).toBeVisible();
});
