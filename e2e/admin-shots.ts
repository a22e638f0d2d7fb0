import type { Page } from "@playwright/test";
import type { GatewayProcess } from "./gateway-process.ts";

type Take = (name: string, state: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

/** Pages for managers and admins: the address, and what stands there when the page has what it shows. */
const pages = {
  dashboard: ["/dashboard?range=24h", "Mix by prompt version"],
  "settings-keys": ["/settings/keys", "No key names a team yet"],
  "settings-users": ["/settings/users", "Joined"],
  "settings-webhooks": ["/settings/webhooks", "Signing secret"],
  "settings-rules": ["/settings/rules", "Teach a signal"],
  "settings-threshold": ["/settings/threshold", "Put in force"],
  "settings-audit": ["/settings/audit", "User created"],
  "settings-system": ["/settings/system", "Replicas"],
  knowledge: ["/knowledge", "No runbooks yet"],
} as const;

/** Pages whose answers are taken away: the address. What the server had read stays, what is read later says why not. */
const failing = {
  "settings-keys": "/settings/keys",
  "settings-users": "/settings/users",
  "settings-webhooks": "/settings/webhooks",
  "settings-rules": "/settings/rules",
  "settings-threshold": "/settings/threshold",
  "settings-audit": "/settings/audit?action=user.created",
  "settings-system": "/settings/system",
  "settings-models": "/settings/models",
  "settings-policy": "/settings/policy",
  "settings-prompts": "/settings/prompts",
  knowledge: "/knowledge",
  "eval-sets": "/evals/sets",
  "eval-compare": `/evals/compare?a=run_${"0".repeat(26)}&b=run_${"1".repeat(26)}`,
} as const;

const unavailable = {
  type: "/docs#unavailable",
  title: "Unavailable",
  status: 503,
  detail: "The database cannot be reached at the moment. Nothing is lost; try again in a few seconds.",
  code: "unavailable",
  retryable: true,
};

/** Nothing of the API answers any more. */
const failEverything = (page: Page) =>
  page.route(/\/api\/v1\/(?!events)/, (route) =>
    route.fulfill({
      status: 503,
      headers: { "x-request-id": "req_01m8fe3f7jfzt9f5v6e5zj4q8d" },
      contentType: "application/problem+json",
      json: unavailable,
    }),
  );

/** Forms that are sent and refused as a whole. */
const refused: Record<string, { path: string; fill: (page: Page) => Promise<void>; send: string }> = {
  "settings-keys": {
    path: "/settings/keys?new",
    fill: (page) => page.getByRole("dialog").getByLabel("Name").fill("billing-service"),
    send: "Make key",
  },
  "settings-users": {
    path: "/settings/users?new",
    fill: async (page) => {
      await page.getByRole("dialog").getByLabel("Name").fill("Noor Haddad");
      await page.getByRole("dialog").getByLabel("E-mail").fill("noor@example.com");
    },
    send: "Make invitation link",
  },
  "settings-budgets": {
    path: "/settings/budgets?new",
    fill: (page) => page.getByLabel(/US dollars/).fill("25"),
    send: "Add budget",
  },
};

/** The pages for managers and admins with what the gateway holds. */
export async function shootAdmin({ url }: GatewayProcess, take: Take): Promise<void> {
  for (const [name, [path, text]] of Object.entries(pages)) {
    await take(name, "full-whole", async (page) => {
      await page.goto(url + path);
      await page.getByText(text).first().waitFor();
    });
  }
  await take("dashboard", "failing", async (page) => {
    await page.route("**/api/v1/stats?*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto(`${url}/dashboard`);
    await page.getByText("The figures could not be read").waitFor();
  });
  for (const [name, path] of Object.entries(failing)) {
    await take(name, "failing", async (page) => {
      await failEverything(page);
      await page.goto(url + path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      // It is asked again before it counts as failed; what the server had read may be all there is to see.
      await page
        .getByRole("alert")
        .first()
        .waitFor({ timeout: 9_000 })
        .catch(() => {});
    });
  }
  for (const [name, { path, fill, send }] of Object.entries(refused)) {
    await take(name, "refused", async (page) => {
      await page.goto(url + path);
      await page.getByRole("dialog").waitFor();
      await fill(page);
      await failEverything(page);
      await page.getByRole("button", { name: send, exact: true }).click();
      await page.getByRole("dialog").getByRole("alert").waitFor();
    });
  }
}
