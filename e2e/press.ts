import type { Locator } from "@playwright/test";
import { expect } from "./browser-fixtures.ts";

/**
 * Presses a button until what it is for is shown: before the page is alive it does nothing, and what it
 * opened late must neither be waited for behind it nor be closed again.
 */
export const pressUntil = (button: Locator, shown: Locator): Promise<void> =>
  expect(async () => {
    if (await shown.isVisible()) return;
    await button.click({ timeout: 1_000 });
    await shown.waitFor({ timeout: 2_000 });
  }).toPass();
