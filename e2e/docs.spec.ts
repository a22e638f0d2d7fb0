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

test("every operation of the OpenAPI document stands on one of the pages", async ({ page, request }) => {
  const document = await (await request.get("/api/openapi.json")).json();
  expect(document.openapi).toMatch(/^3\.1/);
  const documented = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(
    (methods) => Object.values(methods).map(({ operationId }) => operationId),
  );
  await page.goto("/docs");
  const links = page.getByRole("navigation", { name: "API" }).getByRole("link");
  const shown: string[] = [];
  for (const link of await links.all()) {
    await link.click();
    await expect(link).toHaveAttribute("aria-current", "page");
    await expect(
      page.getByRole("region", { name: (await link.textContent()) ?? "", exact: true }),
    ).toBeVisible();
    const operations = page.locator("#operations article");
    shown.push(...(await operations.evaluateAll((articles) => articles.map(({ id }) => id))));
  }
  expect(shown.toSorted()).toEqual(documented.toSorted());
});

test("a page that the documentation does not have says so", async ({ page, complaints }) => {
  complaints.allow(/status of 404/);
  expect((await page.goto("/docs/nothing-here"))?.status()).toBe(404);
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
