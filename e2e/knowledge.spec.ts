import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessible.ts";
import { expect, test } from "./browser-fixtures.ts";
import { pressUntil } from "./press.ts";

const upload = (page: Page, name: string, markdown: string) =>
  page.getByLabel("Markdown files").setInputFiles({
    name: `${name}.md`,
    mimeType: "text/markdown",
    buffer: Buffer.from(markdown),
  });

const hostile = `# Harbour crane stops
<script>document.title = "stolen"</script>

## Diagnosis
Read the log. <img src="https://evil.example/x.png" onerror="document.title='stolen'">
![plan](https://evil.example/plan.png)
[click](javascript:document.title='stolen') [site](https://example.com/guide)

## Mitigation
Restart the crane.`;

test.describe("for an administrator", () => {
  test.use({ role: "admin" });

  test("an uploaded runbook is found by a ticket's words and read as text, whatever it holds", async ({
    page,
  }) => {
    const name = `HarbourCraneStops${randomUUID().slice(0, 4)}`;
    await page.goto("/knowledge");
    await expect(async () => {
      await upload(page, name, hostile);
      await expect(page.getByText(/\d added, \d changed/).first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(page.getByRole("link", { name: "Harbour crane stops" }).first()).toBeVisible();

    await page.getByLabel("Which runbooks would a ticket find?").fill("the crane in the harbour stops");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(page.getByText("offered", { exact: true }).first()).toBeVisible();
    await page
      .getByRole("link", { name: /Harbour crane stops › / })
      .first()
      .click();

    await expect(page).toHaveURL(/\/knowledge\/HarbourCraneStops.*#section-/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour crane stops");
    await expect(page.getByRole("heading", { name: "Mitigation" })).toBeVisible();
    await expect(page.getByText("[image: plan]")).toBeVisible();
    await expect(page.getByRole("link", { name: "click" })).toHaveCount(0);
    await expect(page.getByRole("link", { name: "site" })).toHaveAttribute("rel", /noopener/);
    await expect(page.locator("main img")).toHaveCount(0);
    await expect(page).not.toHaveTitle(/stolen/);
  });

  test("a runbook leads to just its tickets, is removed and restored, and stays readable where it is cited", async ({
    page,
    postTicket,
    baseURL,
  }) => {
    test.slow();
    const mark = randomUUID().slice(0, 4);
    const name = `TunnelFloods${mark}`;
    const imported = await page.request.post("/api/v1/knowledge/import", {
      data: {
        runbooks: [
          {
            id: `tunnels/${name}`,
            markdown: `# ${name}\n\n## Meaning\nWater stands in the tunnel.\n\n## Mitigation\nStart the pumps.`,
          },
        ],
      },
      headers: { origin: baseURL ?? "" },
    });
    expect(imported.ok(), await imported.text()).toBe(true);
    const { ticketId } = await postTicket({
      text: `[FIRING:1] ${name} in the east: water stands in the tunnel`,
    });
    await postTicket({ text: `The cafeteria of house ${mark} has no napkins` });

    await page.goto(`/knowledge/tunnels/${name}`);
    await page.getByRole("link", { name: "used by 1 ticket in 30 days" }).click();
    await expect(page).toHaveURL(new RegExp(`runbook=tunnels%2F${name}`));
    await expect(page.getByRole("button", { name: new RegExp(`Runbook\\s*tunnels/${name}`) })).toBeVisible();
    await expect(page.getByRole("link", { name: new RegExp(`FIRING.*${name}`) })).toHaveCount(1);
    await expect(page.getByText("napkins")).toHaveCount(0);

    await page.goto(`/knowledge/tunnels/${name}`);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await pressUntil(
      page.getByRole("button", { name: "Remove", exact: true }),
      page.getByRole("dialog", { name: "Remove this runbook?" }),
    );
    await page.getByRole("button", { name: "Remove runbook" }).click();
    await expect(page.getByText("removed this runbook")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("removed this runbook")).toHaveCount(0);
    await pressUntil(
      page.getByRole("button", { name: "Remove", exact: true }),
      page.getByRole("dialog", { name: "Remove this runbook?" }),
    );
    await page.getByRole("button", { name: "Remove runbook" }).click();
    await expect(page.getByText("removed this runbook")).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });

    // The card of the ticket still leads to what it cites.
    await page.goto(`/tickets/${ticketId}`);
    await page
      .getByRole("link", { name: new RegExp(name) })
      .first()
      .click();
    await expect(page.getByText("Start the pumps.")).toBeVisible();
    await page.goto("/knowledge");
    const removed = page.getByRole("region", { name: "Removed runbooks" });
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await removed.getByRole("button", { name: `Restore ${name}` }).click();
    await expect(removed.getByText(name)).toHaveCount(0);
  });
});

test.describe("for an agent", () => {
  test.use({ role: "agent" });

  test("the shelf can be read and not changed, and the key leads to it", async ({ page }) => {
    await page.goto("/tickets");
    await expect(async () => {
      await page.keyboard.press("g");
      await page.keyboard.press("k");
      await expect(page).toHaveURL(/\/knowledge$/, { timeout: 1_000 });
    }).toPass();
    await expect(page.getByRole("heading", { name: "Knowledge" })).toBeVisible();
    await expect(page.getByRole("button", { name: /Upload|Re-sync/ })).toHaveCount(0);
  });

  test("a ticket's page names related tickets with how they ended", async ({ page, postTicket }) => {
    const cluster = `blue-${randomUUID().slice(0, 4)}`;
    const mail = `[FIRING:1] CraneQueueGrows (crane-1 ${cluster})\n - alertname = CraneQueueGrows\n - cluster = ${cluster}\nStartsAt = 2026-02-03T10:00:00Z`;
    await postTicket({ text: mail });
    const { ticketId } = await postTicket({
      text: `:rotating_light: CraneQueueGrows is firing since 10:07 UTC\n*Crane queue grows*\ncluster=${cluster}`,
    });
    await page.goto(`/tickets/${ticketId}`);
    const related = page.getByRole("region", { name: "Related tickets" });
    await expect(related).toContainText("Probably the same incident");
    await expect(related.getByText(/^P\d$/).first()).toBeVisible();
    await related
      .getByRole("link", { name: /CraneQueueGrows/ })
      .first()
      .click();
    await expect(page.getByRole("region", { name: "Ticket text" })).toContainText("StartsAt");
  });
});
