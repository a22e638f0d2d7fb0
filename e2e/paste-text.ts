import type { Page } from "@playwright/test";
import { expect } from "./browser-fixtures.ts";

/** Where a ticket is pasted. */
export const pasteField = (page: Page) =>
  page.getByRole("textbox", { name: "Ticket, alert, log or stack trace" });

/** Opens the first page as soon as it is alive, and sends a text from there by keyboard. */
export async function pasteText(page: Page, text: string): Promise<void> {
  const field = pasteField(page);
  await page.goto("/");
  await expect(async () => {
    await page.getByRole("button", { name: "Stack trace" }).click();
    await expect(field).toHaveValue(/NullPointerException/, { timeout: 500 });
  }).toPass();
  await field.fill(text);
  await field.press("Control+Enter");
}
