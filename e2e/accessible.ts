import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./browser-fixtures.ts";

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Empty places that turn the focus back into an open menu, as the WAI-ARIA practices do it. axe lets them pass where it
 * makes out by itself that the menu is modal; in a narrow window it does not.
 */
export const focusGuards = "[data-base-ui-focus-guard]";

/**
 * No violation in either theme at either width, and no page that scrolls sideways. `part` is a selector: of a long page
 * that was looked at before, only what has changed is looked at again; `except` is one of what is left out.
 */
export async function expectAccessible(page: Page, part?: string, except?: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    // Colours in the middle of a transition belong to neither theme.
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      // Without frames of other origins there is nothing to collect in a page of its own, which takes its time.
      const axe = new AxeBuilder({ page }).setLegacyMode();
      if (except !== undefined) axe.exclude(except);
      // Themes differ in colours alone.
      if (colorScheme === "light") axe.withTags(wcag);
      else axe.withRules("color-contrast");
      const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
      const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ html }) => html) }));
      expect(found, `${colorScheme}, ${width} px`).toEqual([]);
    }
  }
  await expectNoSidewaysScroll(page);
}

/** Nothing is wider than the window: a phone's where none is named. */
export async function expectNoSidewaysScroll(page: Page, size = { width: 390, height: 844 }): Promise<void> {
  await page.setViewportSize(size);
  const excess = () =>
    page.evaluate(() => {
      const { scrollWidth = 0, clientWidth = 0 } = document.scrollingElement ?? {};
      return scrollWidth - clientWidth;
    });
  await expect.poll(excess).toBeLessThanOrEqual(0);
}
