import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";

/** A model of its own: the breaker of one that other tests let fail would answer before it is asked. */
test.use({ role: "agent", models: "compatible:press" });

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });

test("an open page and an open list show the better card when it comes, and the page keeps the earlier one", async ({
  page,
  context,
  simulator,
  postTicket,
}) => {
  const service = `press-${randomUUID().slice(0, 8)}`;
  const text = "Every label printer in the warehouse prints blank pages, nobody can ship";
  simulator.script([{ match: { textIncludes: "label printer" }, faults: ["status-500"], repeat: true }]);
  const { ticketId } = await postTicket({ text, service });
  await page.goto(`/tickets/${ticketId}`);
  await expect(card(page)).toContainText("Degraded: the model's provider failed");
  const list = await context.newPage();
  await list.goto(`/tickets?service=${service}`);
  const row = list.getByRole("listitem").filter({ hasText: service });
  await expect(row.getByLabel("degraded").first()).toBeAttached();

  simulator.script([]);
  await expect(card(page)).toContainText("Simulated model", { timeout: 60_000 });
  await expect(card(page)).not.toContainText("Degraded:");
  const earlier = page.getByRole("region", { name: "Earlier cards" });
  await expect(earlier).toContainText("The rules engine read the text; the model's provider failed");
  await expect(row.getByLabel("degraded")).toHaveCount(0);
});
