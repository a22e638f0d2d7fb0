import { randomUUID } from "node:crypto";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

/** A model of its own: the breaker of one that other tests let fail would answer before it is asked. */
test.use({ role: "agent", models: "compatible:scanner" });

test("a ticket's page tells every call and every decision, with its time", async ({
  page,
  simulator,
  postTicket,
}) => {
  const word = `case-${randomUUID()}`;
  simulator.script([{ match: { textIncludes: word }, faults: ["status-500"] }]);
  const { ticketId } = await postTicket({ text: `The parcel scanner at gate 4 restarts by itself, ${word}` });
  await page.goto(`/tickets/${ticketId}`);
  const timeline = page.getByRole("region", { name: "Timeline" });
  await timeline.getByText(/^Timeline: \d calls?$/).click();
  const entries = timeline.getByRole("listitem");
  await expect(entries.filter({ hasText: /^\+\d.*Cache/ })).toHaveCount(1);
  await expect(entries.filter({ hasText: /CallProvider failed.*compatible:scanner · HTTP 500/ })).toHaveCount(
    1,
  );
  await expect(entries.filter({ hasText: /RetryAnswered.*HTTP 200.*tokens in/ })).toHaveCount(1);
  await expectAccessible(page);
});
