import type { Locator, Page } from "@playwright/test";
import { expect } from "./browser-fixtures.ts";

/**
 * Presses until what it is for is shown: before the page is alive it does nothing, and what it opened late must neither
 * be waited for behind it nor be closed again.
 */
const until = (shown: Locator, press: () => Promise<void>): Promise<void> =>
  expect(async () => {
    if (await shown.isVisible()) return;
    await press();
    await shown.waitFor({ timeout: 2_000 });
  }).toPass();

export const pressUntil = (button: Locator, shown: Locator) =>
  until(shown, () => button.click({ timeout: 1_000 }));

export const pressKeyUntil = (page: Page, key: string, shown: Locator) =>
  until(shown, () => page.keyboard.press(key));
