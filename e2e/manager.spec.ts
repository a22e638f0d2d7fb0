import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";

test.use({ role: "manager" });

const panel = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a manager opens the dashboard, changes the window, reads a chart as a table, follows it to its tickets and saves it", async ({
  page,
  postTicket,
}) => {
  const service = `own-${randomUUID().slice(0, 8)}`;
  await postTicket({
    text: `All customers get 502 Bad Gateway at ${service}, nobody can pay`,
    service,
    environment: "production",
  });
  await page.goto("/dashboard");
  await expect(panel(page, "Severities")).toBeVisible();
  const day = page.getByRole("button", { name: "24 hours" });
  await pressUntil(day, page.getByRole("button", { name: "24 hours", pressed: true }));
  await expect(page).toHaveURL(/range=24h/);

  const table = page.getByRole("region", { name: "Table of Severities" });
  await pressUntil(panel(page, "Severities").getByRole("button", { name: "Severities as a table" }), table);
  await expect(table.getByRole("columnheader", { name: "P0" })).toBeVisible();
  const saving = page.waitForEvent("download");
  await panel(page, "Severities").getByRole("button", { name: "Severities as CSV" }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe("severities.csv");
  const lines = (await readFile(await saved.path(), "utf8")).trim().split("\r\n");
  expect(lines[0]).toContain("P0");
  expect(lines.length).toBeGreaterThan(24);

  // The newest hour is the last row; its tickets are those of the chart.
  await table.getByRole("row").last().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/tickets\?.*from=/);
  await expect(page.getByRole("list", { name: "Tickets, newest first" })).toContainText(service);
  await page.goBack();
  await expect(page).toHaveURL(/\/dashboard\?.*range=24h/);
  await expect(panel(page, "Severities")).toBeVisible();
});
