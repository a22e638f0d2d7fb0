import type { Page } from "@playwright/test";
import type { Role } from "#lib/contracts/access.ts";
import { expect, test } from "./browser-fixtures.ts";

/** Pages of the console, and the roles that may open each. */
const mayOpen = {
  "/": ["agent", "reviewer", "manager", "admin"],
  "/tickets": ["agent", "reviewer", "manager", "admin"],
  "/knowledge": ["agent", "reviewer", "manager", "admin"],
  "/evals": ["agent", "reviewer", "manager", "admin"],
  "/docs": ["agent", "reviewer", "manager", "admin"],
  "/review": ["reviewer", "manager", "admin"],
  "/dashboard": ["manager", "admin"],
  "/settings/keys": ["admin"],
  "/settings/users": ["admin"],
  "/settings/webhooks": ["admin"],
  "/settings/rules": ["admin"],
  "/settings/threshold": ["admin"],
  "/settings/budgets": ["admin"],
  "/settings/models": ["admin"],
  "/settings/policy": ["admin"],
  "/settings/prompts": ["admin"],
  "/settings/audit": ["admin"],
  "/settings/system": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

/** Reading operations, and the roles that may ask for each. */
const mayRead = {
  "/api/v1/tickets": ["agent", "reviewer", "manager", "admin"],
  "/api/v1/reviews": ["reviewer", "manager", "admin"],
  "/api/v1/stats": ["manager", "admin"],
  "/api/metrics": ["admin"],
  "/api/v1/keys": ["admin"],
  "/api/v1/users": ["admin"],
  "/api/v1/audit": ["admin"],
  "/api/v1/budgets": ["manager", "admin"],
  "/api/v1/policy": ["admin"],
  "/api/v1/prompts": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

const navigation = (page: Page) => page.getByRole("navigation", { name: "Main" });

for (const role of ["agent", "reviewer", "manager", "admin"] as const) {
  test.describe(`a ${role}`, () => {
    test.use({ role });

    test("sees the places of the role and no others, and the server refuses the rest", async ({
      page,
      complaints,
    }) => {
      complaints.allow(/status of 403/);
      await page.goto("/");
      const offered = await navigation(page)
        .getByRole("link")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      for (const [path, roles] of Object.entries(mayOpen)) {
        const may = (roles as readonly Role[]).includes(role);
        const place =
          offered.find((href) => href !== "/" && path.startsWith(href)) ?? (path === "/" ? "/" : null);
        expect(place !== null, `${path} in the navigation`).toBe(may);
        expect((await page.goto(path))?.status(), path).toBe(may ? 200 : 403);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      }
      for (const [path, roles] of Object.entries(mayRead)) {
        const may = (roles as readonly Role[]).includes(role);
        expect((await page.request.get(path)).status(), path).toBe(may ? 200 : 403);
      }
    });
  });
}
