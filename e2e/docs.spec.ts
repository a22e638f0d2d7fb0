import { expect, test } from "./browser-fixtures.ts";

const operation = "Triage a text";

test("a stranger reads how to call the gateway", async ({ page }) => {
  await page.goto("/docs");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/API$/);
  await expect(page.getByRole("article", { name: operation })).toContainText("/api/v1/triage");
  await expect(
    page.getByRole("article", { name: operation }).getByRole("region", { name: /^curl/ }),
  ).toContainText("curl");
  await expect(page.getByRole("heading", { name: "Errors" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
});

test("the form on the page makes a real call with a pasted key", async ({ page, apiKey }) => {
  await page.goto("/docs");
  const article = page.getByRole("article", { name: operation });
  await article.getByText("Try it", { exact: true }).click();
  await page.getByRole("textbox", { name: /^API key/ }).fill(apiKey);
  await article
    .getByRole("textbox", { name: "Body" })
    .fill(JSON.stringify({ text: "All customers get 502 Bad Gateway at checkout" }));
  await article.getByRole("button", { name: "Send" }).click();
  await expect(article.getByText("200 OK")).toBeVisible();
  await expect(article.getByRole("region", { name: /^Answer/ })).toContainText('"severity": "P');
});

test("a call without a key shows the problem that the gateway answers with", async ({ page, complaints }) => {
  complaints.allow(/status of 401/);
  await page.goto("/docs");
  const article = page.getByRole("article", { name: operation });
  await article.getByText("Try it", { exact: true }).click();
  await article.getByRole("button", { name: "Send" }).click();
  await expect(article.getByText("401 Unauthorized")).toBeVisible();
  await expect(article.getByRole("region", { name: /^Answer/ })).toContainText('"code": "unauthorized"');
});

test("the OpenAPI document behind the page names the same operations", async ({ page, request }) => {
  await page.goto("/docs");
  const document = await (await request.get("/api/openapi.json")).json();
  expect(document.openapi).toMatch(/^3\.1/);
  for (const [path, methods] of Object.entries<Record<string, { operationId: string }>>(document.paths)) {
    for (const { operationId } of Object.values(methods)) {
      await expect(page.locator(`#${operationId}`)).toContainText(path);
    }
  }
});

test("the icon is also where browsers look for it by themselves", async ({ request }) => {
  const icon = await request.get("/favicon.ico");
  expect(icon.status()).toBe(200);
  expect(icon.headers()["content-type"]).toContain("image/svg+xml");
});

test.describe("signed in", () => {
  test.use({ role: "agent" });

  test("the session is enough to try a call", async ({ page }) => {
    await page.goto("/docs");
    const article = page.getByRole("article", { name: "List tickets, newest first" });
    await article.getByText("Try it", { exact: true }).click();
    await article.getByRole("button", { name: "Send" }).click();
    await expect(article.getByText("200 OK")).toBeVisible();
  });
});
