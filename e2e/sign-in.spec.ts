import { expect, signIn, test } from "./browser-fixtures.ts";

// Signing in is limited by address: this file counts apart from the sessions that other files ask for.
test.use({ extraHTTPHeaders: { "x-forwarded-for": "192.0.2.7" } });

test("a stranger is sent to sign in and then to the page that was asked for", async ({ page, accountOf }) => {
  const account = await accountOf("agent");
  await page.goto("/tickets?severity=P0");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, account);
  await expect(page).toHaveURL(/\/tickets\?severity=P0$/);
  await expect(page.getByRole("heading", { level: 1, name: "Tickets" })).toBeVisible();

  await page.goto("/sign-in?next=/docs");
  await expect(page).toHaveURL(/\/docs$/);
});

test("an address of another site is not followed after signing in", async ({ page, accountOf, gateway }) => {
  const account = await accountOf("agent");
  for (const next of ["https://evil.example/x", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
    await page.context().clearCookies();
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await signIn(page, account);
    await expect(page).toHaveURL(`${gateway.url}/`);
  }
});

test("a wrong password is explained and what was typed stays", async ({ page, accountOf, complaints }) => {
  complaints.allow(/status of 401/);
  const { email } = await accountOf("agent");
  await page.goto("/sign-in");
  await signIn(page, { email, password: "not the password" });
  await expect(page.getByRole("main").getByRole("alert")).toContainText("E-mail or password is wrong");
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page.getByLabel("Password")).toHaveValue("not the password");
});

test("signing out ends the session on the server, not only in this browser", async ({ page, accountOf }) => {
  const { email, password } = await accountOf("manager");
  await page.goto("/sign-in");
  await signIn(page, { email, password });
  await expect(page.getByRole("heading", { level: 1, name: "Paste a ticket" })).toBeVisible();
  const cookies = await page.context().cookies();

  await page.getByRole("button", { name: email }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);

  await page.context().addCookies(cookies);
  await page.goto("/tickets");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});

test("a session that ends while somebody types in a form leads to the sign-in and back, and nothing is lost", async ({
  page,
  accountOf,
  complaints,
}) => {
  complaints.allow(/status of 401/);
  const account = await accountOf("admin");
  await page.goto("/sign-in?next=/settings/keys%3Fnew");
  await signIn(page, account);
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill("billing-service");
  await page.context().clearCookies();
  await form.getByRole("button", { name: "Make key" }).click();
  await expect(form.getByText("You are signed out")).toBeVisible();
  await expect(
    page.getByRole("alert", { includeHidden: true }).filter({ hasText: "signed out" }),
  ).toHaveCount(2);

  const opened = page.waitForEvent("popup");
  await form.getByRole("link", { name: "Sign in in another tab" }).click();
  const other = await opened;
  await signIn(other, account);
  await expect(other).toHaveURL(/\/settings\/keys/);
  await expect(form.getByLabel("Name")).toHaveValue("billing-service");
  await form.getByRole("button", { name: "Make key" }).click();
  await expect(page.getByRole("dialog", { name: "billing-service" })).toBeVisible();
  await expect(page.getByText("You are signed out")).toHaveCount(0);
});

test("a list that nobody touches says that the session is over, and goes on after signing in again", async ({
  page,
  baseURL,
  accountOf,
  complaints,
}) => {
  test.setTimeout(180_000);
  complaints.allow(/status of (?:401|429)/);
  const account = await accountOf("agent");
  await page.goto("/sign-in?next=/tickets");
  await signIn(page, account);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  // The server ends it, as it does when its time is over; the browser's cookie stays.
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const ended = await fetch(`${baseURL}/api/auth/sign-out`, {
    method: "POST",
    headers: { cookie: cookies, origin: baseURL ?? "", "content-type": "application/json" },
    body: "{}",
  });
  expect(ended.status).toBe(200);
  // Listeners are let go with the next sign of life.
  const said = page.getByRole("alert").filter({ hasText: "signed out" });
  await expect(said).toBeVisible({ timeout: 60_000 });
  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Sign in in another tab" }).click();
  const other = await opened;
  // Many tests sign in within a minute, and the server takes no more than ten.
  await expect(async () => {
    await signIn(other, account);
    await expect(other).toHaveURL(/\/tickets$/, { timeout: 10_000 });
  }).toPass();
  await expect(said).toHaveCount(0, { timeout: 30_000 });
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
});

test("no form is sent before the script runs, so that no password gets into the address", async ({
  browser,
  baseURL,
  accountOf,
}) => {
  // Without anybody to sign in there would be no form.
  await accountOf("agent");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${baseURL}/sign-in`);
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByLabel("Password").press("Enter");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await expect(page).toHaveURL(`${baseURL}/sign-in`);
  await context.close();
});

test.describe("signed in", () => {
  test.use({ role: "manager" });

  test("the chosen colours stay after a reload", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Dark" }).click();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  });
});
