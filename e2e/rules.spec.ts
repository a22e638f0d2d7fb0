import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.use({ role: "admin" });

const severityMoved = (page: Page) => page.getByRole("region", { name: "What moved the severity" });

async function tryText(page: Page, text: string) {
  await page.getByLabel("Text to try").fill(text);
  await page.getByRole("button", { name: "See what fires" }).click();
  await expect(page.getByRole("region", { name: "Verdict" })).toBeVisible();
}

test("an own signal for a severity is taught, shown in the explanation and holds the next cards", async ({
  page,
  postTicket,
}) => {
  const name = `kestrel${randomUUID().slice(0, 8).replaceAll("-", "")}`;
  const text = `${name} of plant 4 is a little slow for one user`;
  await page.goto("/settings/rules");
  await tryText(page, text);
  await expect(severityMoved(page)).toContainText("slow");
  await expect(severityMoved(page)).toContainText("impact");
  await expect(severityMoved(page)).not.toContainText("What the organisation says of its own words.");

  await page.getByLabel("Phrase").fill(name);
  await page.getByRole("combobox", { name: "Speaks for" }).click();
  await page.getByRole("option", { name: "At least P1" }).click();
  await expect(page.getByRole("combobox", { name: "Strength" })).toHaveCount(0);
  await page.getByRole("button", { name: "Add signal" }).click();
  const own = page.getByRole("region", { name: /^Own signals/ });
  await expect(own).toContainText("At least P1");

  await tryText(page, text);
  const verdict = page.getByRole("region", { name: "Verdict" });
  await expect(verdict).toContainText(`own signal "${name}", at least P1`);
  await expect(severityMoved(page)).toContainText("What the organisation says of its own words.");
  await expectAccessible(page);

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(async () => {
    const { ticketId, card } = await postTicket({ text: `${text}, ${randomUUID()}` });
    expect(card?.severity).toBe("P1");
    await page.goto(`/tickets/${ticketId}`);
  }).toPass();
  const bySignal = page.getByRole("region", { name: "Signal by signal" });
  await bySignal.getByText("Signal by signal").click();
  await expect(bySignal).toContainText("What the organisation says of its own words.");
  await expect(bySignal).toContainText("All together");
  await expectAccessible(page);
});
