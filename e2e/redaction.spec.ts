import { randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { pasteField, pasteText } from "./paste-text.ts";

test.use({ role: "agent" });

const ticketText = (page: Page) => page.getByRole("region", { name: "Ticket text" });

/** A text of which an address and a password have to go; the address twice. */
function complaint() {
  const person = `jane.${randomUUID().slice(0, 8)}@example.com`;
  const password = `Winter-${randomUUID().slice(0, 8)}`;
  const text = `Since 10:02 all customers of ${person} get 502 Bad Gateway at checkout, nobody can pay.
POST /login?user=jo&password=${password}&next=%2F failed
Write to ${person} or omar.${person}.`;
  return { person, password, text };
}

async function expectRemoved(page: Page, secret: string): Promise<void> {
  await expect(ticketText(page)).toContainText("Since 10:02 all customers of");
  await expect(ticketText(page).getByRole("img", { name: "an e-mail address was removed" })).toHaveCount(3);
  await expect(ticketText(page).getByRole("img", { name: "a password was removed" })).toHaveCount(1);
  await expect(page.getByText("3 things were removed: 2 e-mail addresses, 1 password")).toBeVisible();
  await expect(page.locator("body")).not.toContainText(secret);
}

test("after a paste the card stands beside the text as it was read, with what was removed", async ({
  page,
}, testInfo) => {
  const { person, text } = complaint();
  await pasteText(page, text);
  await expectRemoved(page, person);
  await expect(ticketText(page).locator("mark").first()).toBeVisible();
  await page.screenshot({ path: testInfo.outputPath("result.png"), fullPage: true });

  // What was typed is still the person's own.
  await page.getByRole("button", { name: "Edit" }).click();
  await expect(pasteField(page)).toHaveValue(text);
});

test("a ticket's page shows what was removed, in both themes and on a phone", async ({
  page,
  postTicket,
}, testInfo) => {
  const { password, text } = complaint();
  const { ticketId } = await postTicket({ text, source: "mail" });
  await page.goto(`/tickets/${ticketId}`);
  await expectRemoved(page, password);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id }) => id)).toEqual([]);
      await page.screenshot({ path: testInfo.outputPath(`ticket-${colorScheme}-${width}.png`) });
    }
  }
});
