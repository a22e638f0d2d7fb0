import type { Page } from "@playwright/test";
import { expectAccessible, expectNoSidewaysScroll, focusGuards } from "./accessible.ts";
import { expect, setUpLinkOf, test } from "./browser-fixtures.ts";
import { pasteText } from "./paste-text.ts";
import { pressKeyUntil } from "./press.ts";

const incident = "Since 10:02 all customers get 502 Bad Gateway at checkout, nobody can pay.";

const card = (page: Page) => page.getByRole("region", { name: "Triage card" });

test.describe("for a stranger", () => {
  test("the set-up page is accessible, with its errors and after its work", async ({
    page,
    freshGateway,
  }) => {
    await page.goto(`${freshGateway.url}/sign-in`);
    await expectAccessible(page);
    await page.goto(`${freshGateway.url}/set-up`);
    await expectAccessible(page);
    await page.goto(await setUpLinkOf(freshGateway));
    await page.getByRole("button", { name: "Create administrator" }).click();
    await expect(page.getByLabel("Password")).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  test("the sign-in page is accessible, also after a wrong password", async ({
    page,
    accountOf,
    complaints,
  }) => {
    complaints.allow(/status of 401/);
    const { email } = await accountOf("agent");
    await page.goto("/sign-in");
    await expectAccessible(page);
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByText("E-mail or password is wrong")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/set-up?token=used");
    await expect(page.getByRole("heading", { name: "Already set up" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the API page is accessible, also with an answer", async ({ page, complaints }) => {
    // Every operation of the API on one page, looked at four times.
    test.slow();
    complaints.allow(/status of 401/);
    await page.goto("/docs");
    await expectAccessible(page);
    const article = page.getByRole("article", { name: "Triage a text" });
    await article.getByText("Try it", { exact: true }).click();
    await article.getByRole("button", { name: "Send" }).click();
    await expect(article.getByText("401 Unauthorized")).toBeVisible();
    await expectAccessible(page, "#triageTicket");
  });
});

/** One of each kind: with examples, with many parameters, for administrators. */
for (const group of ["reviews", "stats", "access"]) {
  test(`the API page of ${group} is accessible`, async ({ page }) => {
    test.slow();
    await page.goto(`/docs/${group}`);
    await expect(page.getByRole("article").first()).toBeVisible();
    await expectAccessible(page);
  });
}

test.describe("for an administrator", () => {
  test.use({ role: "admin" });

  test("pages fit a window that is zoomed to 200 %", async ({ page, postTicket }) => {
    const { ticketId } = await postTicket({ text: incident, service: "checkout", environment: "production" });
    // 1280 × 720 at 200 %.
    await page.setViewportSize({ width: 640, height: 360 });
    for (const address of [
      "/",
      "/tickets",
      `/tickets/${ticketId}`,
      "/review",
      "/dashboard",
      "/evals",
      "/knowledge",
      "/settings/keys",
      "/settings/policy",
      "/settings/audit",
      "/docs",
    ]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page, { width: 640, height: 360 });
    }
  });

  test("nothing moves for who asks for that", async ({ page }) => {
    const longestMs = () =>
      page.evaluate(() => {
        const ms = (list: string) =>
          Math.max(
            ...list.split(",").map((each) => Number.parseFloat(each) * (each.includes("ms") ? 1 : 1000)),
          );
        return Math.max(
          ...[...document.querySelectorAll("*")].map((element) => {
            const { transitionDuration, animationDuration } = getComputedStyle(element);
            return Math.max(ms(transitionDuration), ms(animationDuration));
          }),
        );
      });
    for (const [reducedMotion, isStill] of [
      ["no-preference", false],
      ["reduce", true],
    ] as const) {
      await page.emulateMedia({ reducedMotion });
      await page.goto("/tickets");
      await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect((await longestMs()) <= 1).toBe(isStill);
    }
  });

  test("the knowledge page is accessible with runbooks and with what a search found, and so is a runbook", async ({
    page,
  }) => {
    const markdown = `# Crane stops\n## Diagnosis\n| a | b |\n|---|---|\n| ${"x".repeat(300)} | 2 |\n\n\`\`\`sh\n${"y".repeat(300)}\n\`\`\`\n- [ ] one\n`;
    const runbooks = [{ id: "harbour/CraneStops", markdown }];
    await page.goto("/knowledge");
    const status = await page.evaluate(
      async (body) =>
        (
          await fetch("/api/v1/knowledge/import", {
            method: "POST",
            headers: { "content-type": "application/json" },
            body,
          })
        ).status,
      JSON.stringify({ runbooks }),
    );
    expect(status).toBe(200);
    await page.goto("/knowledge");
    await page.getByLabel("Which runbooks would a ticket find?").fill("crane stops");
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await expect(page.getByRole("link", { name: /Crane stops › / })).toBeVisible();
    await expectAccessible(page);
    await page.goto("/knowledge/harbour/CraneStops");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Crane stops");
    await expectAccessible(page);
  });
});

test.describe("for an agent", () => {
  test.use({ role: "agent" });

  test("the paste page is accessible empty, with a card, and after a failure", async ({
    page,
    complaints,
  }) => {
    complaints.allow(/status of 503/);
    await page.goto("/");
    await expectAccessible(page);
    await pasteText(page, incident);
    await expect(card(page)).toBeVisible();
    await expectAccessible(page);
    await page.route("**/api/v1/triage", (route) => route.fulfill({ status: 503, body: "" }));
    await pasteText(page, incident);
    await expect(page.getByText("No card this time")).toBeVisible();
    await expectAccessible(page);
  });

  test("the feed is accessible full, with open filters, and when nothing matches", async ({
    page,
    postTicket,
  }) => {
    // Twice, so that its row counts and can be opened.
    await postTicket({ text: incident, service: "checkout", environment: "production" });
    await postTicket({ text: incident, service: "checkout", environment: "production" });
    await postTicket({ text: `${"very-long-word-".repeat(60)} is down`, service: "x".repeat(200) });
    await page.goto("/tickets");
    await expect(page.getByRole("listitem").filter({ hasText: "502" }).first()).toBeVisible();
    await expectAccessible(page);
    await page.goto("/tickets?severity=P0,P1&category=infra&service=nobody");
    await expect(page.getByText("No ticket matches")).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole("button", { name: "More" }).click();
    await expect(page.getByLabel("Source")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Severity 2 chosen" }).click();
    await expect(page.getByRole("menuitemcheckbox", { name: "P0" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Views" }).click();
    await expect(page.getByRole("menuitem", { name: "Manage views" })).toBeVisible();
    await expectAccessible(page, undefined, focusGuards);
  });

  test("a ticket's page is accessible with a plain text and with an unbreakable one", async ({
    page,
    postTicket,
  }) => {
    for (const text of [
      incident,
      `${"x".repeat(5000)} 502 Bad Gateway for all customers ${"y".repeat(5000)}`,
    ]) {
      const { ticketId } = await postTicket({ text, service: "s".repeat(200), externalId: "e".repeat(200) });
      await page.goto(`/tickets/${ticketId}`);
      await expect(card(page)).toBeVisible();
      await expectAccessible(page);
    }
  });

  test("the pages that say no are accessible", async ({ page, complaints }) => {
    complaints.allow(/status of 404/);
    for (const address of [`/tickets/tkt_${"0".repeat(26)}`, "/knowledge/no/such/runbook", "/no-such-page"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { name: /There is no/ })).toBeVisible();
      await expectAccessible(page);
    }
  });

  test("the command palette is accessible, with what it found and with nothing", async ({
    page,
    postTicket,
  }) => {
    await postTicket({ text: incident, service: "checkout" });
    await page.goto("/tickets");
    await pressKeyUntil(page, "Control+k", page.getByRole("dialog"));
    await expectAccessible(page);
    await page.getByPlaceholder(/Page, action/).fill("checkout");
    await expect(page.getByRole("dialog").getByText(/502/).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByPlaceholder(/Page, action/).fill("no such thing at all");
    await expectAccessible(page);
  });

  test("both dialogs of the saved views are accessible", async ({ page }) => {
    await page.goto("/tickets?severity=P0");
    await page.getByRole("button", { name: "Views" }).click();
    await page.getByRole("menuitem", { name: "Save these filters" }).click();
    await expect(page.getByRole("dialog", { name: "Save view" })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Name").fill("Critical");
    await page.getByRole("button", { name: "Save view" }).click();
    await page.getByRole("button", { name: "View Critical" }).click();
    await page.getByRole("menuitem", { name: "Manage views" }).click();
    await expect(page.getByRole("dialog", { name: "Views" })).toBeVisible();
    await expectAccessible(page);
  });

  test("the sheet of keys and the menu of a phone are accessible", async ({ page }) => {
    await page.goto("/tickets");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole("button", { name: "Open the menu" }).click();
    await expect(page.getByRole("dialog", { name: "Menu" })).toBeVisible();
    await expectAccessible(page);
  });
});
