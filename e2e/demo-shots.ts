import type { Page } from "@playwright/test";
import type { GatewayProcess } from "./gateway-process.ts";

type Take = (name: string, state: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

const settled = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** Pages that are looked at as they are: the address, and what stands there when there is something to see. */
const pages = {
  "demo-dashboard": ["/dashboard?range=14d", "Mix by prompt version"],
  "demo-review-figures": ["/review/figures", "Two clocks by severity"],
  "demo-evals": ["/evals", "P0/P1 recall"],
  "demo-eval-sets": ["/evals/sets", "gateway-502-spike"],
  "demo-knowledge": ["/knowledge", "Which runbooks would a ticket find?"],
  "demo-runbook": ["/knowledge/checkout-502", "Checkout"],
  "demo-settings-keys": ["/settings/keys", "Limits of teams"],
  "demo-settings-users": ["/settings/users", "Joined"],
  "demo-settings-webhooks": ["/settings/webhooks", "Signing secret"],
  "demo-settings-rules": ["/settings/rules", "Teach a signal"],
  "demo-settings-threshold": ["/settings/threshold", "Put in force"],
  "demo-settings-audit": ["/settings/audit", "Policy changed"],
  "demo-settings-system": ["/settings/system", "Replicas"],
  "demo-settings-budgets": ["/settings/budgets", "Team support"],
  "demo-settings-models": ["/settings/models", "Strong tier"],
  "demo-settings-policy": ["/settings/policy", "Limits and review"],
  "demo-settings-prompts": ["/settings/prompts", "Half as long"],
} as const;

/** What the API lists. */
async function listOf(page: Page, path: string): Promise<string[]> {
  const answer = await page.request.get(path);
  const { items }: { items: { id: string }[] } = await answer.json();
  return items.map(({ id }) => id);
}

const firstOf = async (page: Page, path: string) => (await listOf(page, path))[0] ?? "";

/** Opens the review queue and waits until its first card, which stands there before, is taken. */
export async function openReview(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/review`);
  await page.getByRole("list", { name: "Cards in the queue" }).locator("[aria-current]").waitFor();
}

/** The console over two weeks of a made-up shop platform. */
export async function shootDemo({ url }: GatewayProcess, take: Take): Promise<void> {
  await take("demo-tickets", "full", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
  });
  await take("demo-tickets", "views", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Views" }).click();
    await settled(page, "Critical, waiting for review");
  });
  await take("demo-ticket", "full-whole", async (page) => {
    await page.goto(url);
    const id = await firstOf(page, `${url}/api/v1/tickets?path=model&severity=P0,P1&limit=1`);
    await page.goto(`${url}/tickets/${id}`);
    await page.getByRole("region", { name: "Triage card" }).waitFor();
  });
  await take("demo-review", "full", async (page) => {
    await openReview(page, url);
  });
  for (const [name, [path, text]] of Object.entries(pages)) {
    await take(name, "full-whole", async (page) => {
      await page.goto(url + path);
      await settled(page, text);
    });
  }
  await take("demo-eval-run", "full-whole", async (page) => {
    await page.goto(`${url}/evals`);
    await page.goto(`${url}/evals/${await firstOf(page, `${url}/api/v1/evals/runs?limit=1`)}`);
    await page.getByRole("region", { name: "Cases" }).waitFor();
  });
  await take("demo-eval-compare", "full-whole", async (page) => {
    await page.goto(`${url}/evals`);
    // The second oldest is of the prompt that was taken back.
    const [hasty, before] = (await listOf(page, `${url}/api/v1/evals/runs?set=holdout`)).slice(-2);
    await page.goto(`${url}/evals/compare?a=${before}&b=${hasty}`);
    await settled(page, "Verdict");
  });
  await take("demo-palette", "open", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("bud");
  });
}

type Picture = (name: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

/** What the README shows: three pages in the light and two in the dark. */
export async function shootPictures(
  { url }: GatewayProcess,
  theme: "light" | "dark",
  picture: Picture,
): Promise<void> {
  if (theme === "light") {
    await picture("ticket", async (page) => {
      await page.goto(url);
      const id = await firstOf(page, `${url}/api/v1/tickets?path=model&severity=P0&service=payments&limit=1`);
      await page.goto(`${url}/tickets/${id}`);
      await page.getByRole("region", { name: "Triage card" }).waitFor();
    });
    await picture("feed", async (page) => {
      await page.goto(`${url}/tickets`);
      await page.getByText("Live", { exact: true }).waitFor();
    });
    await picture("dashboard", async (page) => {
      await page.goto(`${url}/dashboard?range=14d`);
      await settled(page, "Mix by prompt version");
    });
  } else {
    await picture("review", async (page) => {
      await openReview(page, url);
    });
    await picture("eval-run", async (page) => {
      await page.goto(`${url}/evals`);
      await page.goto(`${url}/evals/${await firstOf(page, `${url}/api/v1/evals/runs?limit=1`)}`);
      await page.getByRole("region", { name: "Cases" }).waitFor();
    });
  }
}
