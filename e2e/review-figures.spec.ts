import { expectAccessible, expectNoSidewaysScroll } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";

test.describe("a reviewer", () => {
  test.use({ role: "reviewer" });

  test("sees both clocks by severity and how second opinions agree, and no way to set limits", async ({
    page,
  }) => {
    await page.goto("/review/figures");
    const table = page.getByRole("region", { name: "Both clocks by severity" });
    await expect(table.getByRole("row")).toHaveCount(5);
    await expect(page.getByRole("region", { name: "Agreement" })).toContainText(/second opinion/i);
    await expect(page.getByLabel("Minutes to take P0")).toBeDisabled();
    await expect(page.getByRole("button", { name: "Save limits" })).toHaveCount(0);
    await expectAccessible(page);
  });
});

test.describe("a manager", () => {
  test.use({ role: "manager" });

  test("sets the limits, is told what is no limit, and finds them kept", async ({ page }) => {
    await page.goto("/review/figures");
    const take = page.getByLabel("Minutes to take P1");
    await expect(async () => {
      await take.fill("90");
      await expect(page.getByText("must not be less than the time to take it")).toBeVisible({ timeout: 500 });
    }).toPass();
    await take.fill("20");
    await page.getByLabel("Reason").fill("Payday");
    await page.getByRole("button", { name: "Save limits" }).click();
    await expect(page.getByText("Limits saved")).toBeVisible();
    await page.reload();
    await expect(take).toHaveValue("20");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
