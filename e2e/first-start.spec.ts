import { expect, setUpLinkOf, test } from "./browser-fixtures.ts";

test("the link that the server prints makes the first administrator, once", async ({
  page,
  freshGateway,
}) => {
  await page.goto(`${freshGateway.url}/sign-in`);
  await expect(page.getByRole("heading", { name: "Almost there" })).toBeVisible();

  const link = await setUpLinkOf(freshGateway);
  await page.goto(link);
  const create = page.getByRole("button", { name: "Create administrator" });
  const password = page.getByLabel("Password");
  await page.getByLabel("Name").fill("Ada");
  await page.getByLabel("E-mail").fill("not an address");
  await password.fill("too short");
  await create.click();
  await expect(page.getByLabel("E-mail")).toHaveAccessibleDescription(/e-?mail/i);
  await expect(password).toHaveAccessibleDescription(/at least 12 characters/i);
  await expect(password).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("E-mail").fill("ada@example.com");
  await password.fill("correct horse battery");
  await password.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Paste a ticket" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Ada" })).toBeVisible();

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Already set up" })).toBeVisible();
  await page.context().clearCookies();
  await page.getByRole("link", { name: "Go to sign-in" }).click();
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
});

test("a link that is cut off or wrong explains what to do", async ({ page, freshGateway, complaints }) => {
  await page.goto(`${freshGateway.url}/set-up`);
  await expect(page.getByRole("heading", { name: "This link is not complete" })).toBeVisible();

  complaints.allow(/status of 4\d\d/);
  await page.goto(`${freshGateway.url}/set-up?token=guessed`);
  await page.getByLabel("Name").fill("Mallory");
  await page.getByLabel("E-mail").fill("mallory@example.com");
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Create administrator" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("This link cannot be used");
  await expect(page).toHaveURL(/set-up/);
});
