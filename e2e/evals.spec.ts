import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { runEvalCommand, runIdIn } from "./eval-command.ts";
import { pressUntil } from "./press.ts";

const casesRegion = (page: Page) => page.getByRole("region", { name: "Cases", exact: true });
const caseRows = (page: Page) => casesRegion(page).locator("button[aria-expanded]");

const openDialog = (page: Page, button: string, title: string) =>
  pressUntil(page.getByRole("button", { name: button }), page.getByRole("dialog", { name: title }));

test.describe("for a reviewer", () => {
  test.use({ role: "reviewer" });

  test("starts a run over the core set, watches it end, and looks at a case that failed", async ({
    page,
  }) => {
    // The whole core set is read on the way.
    test.setTimeout(120_000);
    await page.goto("/evals");
    await openDialog(page, "Start a run", "Start a run");
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByText("core")).toBeVisible();
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await expect(page).toHaveURL(/\/evals\/run_/);
    await expect(page.getByText(/Gates passed|gates? missed/).first()).toBeVisible({ timeout: 30_000 });
    await casesRegion(page).getByRole("button", { name: "Failed", exact: true }).click();
    const firstRow = caseRows(page).first();
    await expect(async () => {
      // Pressed again, an open row would close.
      if ((await firstRow.getAttribute("aria-expanded")) !== "true") await firstRow.click();
      await expect(page.getByRole("region", { name: "Ticket text" })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expectAccessible(page);
  });

  test("makes a ticket a case with the right label, and finds it in the set", async ({
    page,
    postTicket,
  }) => {
    const word = `own-${randomUUID().slice(0, 8)}`;
    const { ticketId } = await postTicket({
      text: `The nightly load of ${word} is late, dashboards are stale`,
    });
    await page.goto(`/tickets/${ticketId}`);
    await openDialog(page, "Add to eval set", "Add to an eval set");
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Category").click();
    await page.getByRole("option", { name: "Security" }).click();
    await dialog.getByLabel("Set").fill("from-tickets");
    await dialog.getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText(/Added to from-tickets/)).toBeVisible();

    await page.goto("/evals/sets?set=from-tickets");
    const row = page.getByRole("listitem").filter({ hasText: word });
    await expect(row).toContainText("Security");
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await row.getByRole("button", { name: /Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove case" }).click();
    await expect(row).toHaveCount(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(row).toHaveCount(1);

    await row.getByRole("button", { name: /Remove/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove case" }).click();
    await expect(row).toHaveCount(0);
    await openDialog(page, "Versions", "Versions of from-tickets");
    const versions = page.getByRole("dialog", { name: "Versions of from-tickets" });
    await expect(versions.getByText("As it is now")).toHaveCount(1);
    await expectAccessible(page, "[role=dialog]");
    await page.setViewportSize({ width: 1440, height: 900 });
    await versions
      .getByRole("button", { name: /Restore revision/ })
      .first()
      .click();
    await expect(page.getByText(/from-tickets is as in revision/)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(row).toHaveCount(1);
  });

  test("cancels a run, and goes on with it where it was", async ({ page, baseURL }) => {
    test.slow();
    const name = `long-${randomUUID().slice(0, 8)}`;
    const lines = Array.from({ length: 3_000 }, (_, index) =>
      JSON.stringify({ id: `case-${index}`, text: `Disk of host-${index} is full, writes fail` }),
    );
    const headers = { origin: baseURL ?? "" };
    await page.request.post(`/api/v1/evals/sets/${name}/import`, {
      data: { jsonl: lines.join("\n") },
      headers,
    });
    const started = await page.request.post("/api/v1/evals/runs", {
      data: { set: name, engine: "rules", repeats: 20 },
      headers,
    });
    const { id } = await started.json();
    await page.goto(`/evals/${id}`);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Somebody cancelled this run.")).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "Resume" }).first().click();
    await expect(page.getByRole("button", { name: "Cancel" })).toBeVisible();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByText("Somebody cancelled this run.")).toBeVisible();
  });

  test("imports a file of cases, and is told which line of a wrong one is wrong", async ({
    page,
    complaints,
  }) => {
    complaints.allow(/status of 422/);
    await page.goto("/evals/sets");
    await openDialog(page, "Import JSONL", "Import cases");
    const file = page.getByLabel("File");
    await file.setInputFiles({ name: "Mine.jsonl", mimeType: "application/json", buffer: Buffer.from("{") });
    await expect(page.getByLabel("Set", { exact: true })).toHaveValue("mine");
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByText("line:1 is not JSON")).toBeVisible();
    const line = JSON.stringify({ id: "one", text: "Printer is out of paper", category: "infra" });
    await file.setInputFiles({ name: "Mine.jsonl", mimeType: "application/json", buffer: Buffer.from(line) });
    await page.getByRole("button", { name: "Import", exact: true }).click();
    await expect(page.getByText("mine has 1 cases now")).toBeVisible();
    await page.goto("/evals/sets?set=mine");
    await expect(page.getByText("Printer is out of paper")).toBeVisible();
  });
});

test.describe("for an administrator", () => {
  test.use({ role: "admin" });

  test("reads the gates of a set in full, changes them, and is told why nothing is promoted over a small set", async ({
    page,
    baseURL,
  }) => {
    test.slow();
    const set = `small-${randomUUID().slice(0, 8)}`;
    const label = { category: "infra", severity_min: "P0", severity_max: "P1" };
    const line = JSON.stringify({ id: "one", text: "Checkout answers 502 to everybody", ...label });
    const imported = await page.request.post(`/api/v1/evals/sets/${set}/import`, {
      data: { jsonl: line },
      headers: { origin: baseURL ?? "" },
    });
    expect(imported.ok(), await imported.text()).toBe(true);

    await page.goto(`/evals/sets?set=${set}`);
    const gates = page.getByRole("region", { name: `Gates of ${set}` });
    await expect(gates).toContainText("Severity too low at most 12.0");
    await expect(gates).toContainText("The set has 1 labelled case with different texts");
    await expectAccessible(page);
    await openDialog(page, "Edit gates", `Gates of ${set}`);
    const dialog = page.getByRole("dialog", { name: `Gates of ${set}` });
    const second = dialog.getByRole("group", { name: "Gate 2" });
    await second.getByLabel("Per cent").fill("");
    await dialog.getByRole("button", { name: "Save gates" }).click();
    await expect(second).toContainText("must be a number");
    await expect(dialog).toContainText("say why");
    await expectAccessible(page, "[role=dialog]");
    await page.setViewportSize({ width: 1440, height: 900 });
    await second.getByLabel("Per cent").fill("5");
    await dialog.getByRole("button", { name: "Remove gate 4" }).click();
    await dialog.getByRole("button", { name: "Add a gate" }).click();
    const added = dialog.getByRole("group", { name: "Gate 4" });
    await added.getByLabel("Per cent").fill("90");
    await added.getByLabel("What it is good for").fill("Somebody is woken");
    await dialog.getByLabel("Reason").fill("The defaults are lax");
    await dialog.getByRole("button", { name: "Save gates" }).click();
    await expect(dialog).toBeHidden();
    await expect(gates).toContainText("P0/P1 recall at least 90.0");
    await expect(gates).toContainText("Severity too low at most 5.0");
    await expect(gates).not.toContainText("regression");
    await gates.getByRole("link", { name: "Changes" }).click();
    await expect(page).toHaveURL(
      new RegExp(`/settings/audit\\?action=eval_set.gates_changed&subject=${set}`),
    );
    const trail = page.getByRole("listitem").filter({ hasText: "Eval set gates changed" });
    await expect(trail).toHaveCount(1);
    await expect(trail).toContainText("The defaults are lax");

    await page.goto("/evals");
    await openDialog(page, "Start a run", "Start a run");
    const start = page.getByRole("dialog", { name: "Start a run" });
    await start.getByLabel("Set", { exact: true }).click();
    await page.getByRole("option", { name: set }).click();
    await expect(start).toContainText("Nothing can be promoted over this set");
    await start.getByRole("button", { name: "Start", exact: true }).click();
    const result = page.getByRole("region", { name: "Gates" });
    await expect(result).toContainText("Nothing can be promoted over this run", { timeout: 30_000 });
    await expect(result).toContainText("Somebody is woken");
    await openDialog(page, "Override", "Override the gates");
    await expect(page.getByRole("dialog", { name: "Override the gates" })).toContainText(
      "a promotion needs 100",
    );
    await expectAccessible(page);
  });
});

test.describe("for an agent", () => {
  test.use({ role: "agent" });

  test("reads runs and a comparison, and starts none", async ({ page, gateway }) => {
    // The whole core set is read twice on the way.
    test.setTimeout(120_000);
    const ids: string[] = [];
    for (const _ of [1, 2]) {
      const { stdout } = await runEvalCommand(["--engine", "rules"], gateway.environment);
      ids.push(runIdIn(stdout));
    }
    await page.goto("/evals");
    await expect(page.getByRole("list", { name: "Runs, newest first" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Start a run" })).toHaveCount(0);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    const boxes = page.getByRole("checkbox", { name: /Compare the run of core/ });
    await expect(async () => {
      await boxes.nth(0).check();
      await boxes.nth(1).check();
      await page.getByRole("button", { name: "Compare", exact: true }).click({ timeout: 1000 });
    }).toPass();
    await expect(page).toHaveURL(new RegExp(`a=${ids[0]}&b=${ids[1]}`));
    await expect(page.getByText("No difference beyond chance")).toBeVisible();
    await expectAccessible(page);
  });

  test("a run that is not there has a page that says so", async ({ page, complaints }) => {
    complaints.allow(/status of 404/);
    await page.goto(`/evals/run_${"0".repeat(26)}`);
    await expect(page.getByRole("heading", { name: "There is no such eval run" })).toBeVisible();
  });
});
