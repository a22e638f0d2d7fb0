import type { Page } from "@playwright/test";
import type { GatewayProcess } from "./gateway-process.ts";

type Take = (name: string, state: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

/** Pages for managers and admins: the address, and what stands there when the page has what it shows. */
const pages = {
  dashboard: ["/dashboard?range=24h", "Mix by prompt version"],
  "settings-keys": ["/settings/keys", "Used"],
  "settings-users": ["/settings/users", "Since"],
  "settings-webhooks": ["/settings/webhooks", "Signing secret"],
  "settings-rules": ["/settings/rules", "Teach a signal"],
  "settings-threshold": ["/settings/threshold", "Put in force"],
  "settings-audit": ["/settings/audit", "User created"],
  "settings-system": ["/settings/system", "Replicas"],
  knowledge: ["/knowledge", "Which runbooks would a ticket find?"],
} as const;

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
}
