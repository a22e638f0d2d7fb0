import type { Page } from "@playwright/test";
import type { Simulator } from "../simulator/server.ts";
import { postTicket } from "./browser-fixtures.ts";
import type { GatewayProcess } from "./gateway-process.ts";
import { pressUntil } from "./press.ts";

type Take = (name: string, state: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

const settled = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** The pages of a gateway without models, budgets and changes. */
export async function shootEmptySettings({ url }: GatewayProcess, take: Take): Promise<void> {
  await take("settings-budgets", "empty", async (page) => {
    await page.goto(`${url}/settings/budgets`);
    await settled(page, "Nothing limits what is spent");
  });
  await take("settings-models", "empty", async (page) => {
    await page.goto(`${url}/settings/models`);
    await settled(page, "No model is configured");
  });
}

const spend = (input: number) => ({
  input,
  cached: 0,
  cacheWrite: 0,
  cacheWrite1h: 0,
  output: 900,
  reasoning: 0,
});

/** Budgets in each state, a changed policy, a draft with a share, and a ticket that the strong tier read. */
export async function fillSettings(gateway: GatewayProcess, simulator: Simulator) {
  const key = await gateway.createKey("admin,triage:write,triage:read");
  const call = async (path: string, body?: object) => {
    const answer = await fetch(`${gateway.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${text}`);
    return JSON.parse(text);
  };
  for (const budget of [
    { period: "day", limitUsd: 1, overBudget: "cheap_only" },
    { period: "month", limitUsd: 25 },
    { subject: "evals", period: "month", limitUsd: 5 },
    { subject: "team", team: "payments", period: "day", limitUsd: 2.5 },
  ]) {
    await call("/budgets", budget);
  }
  simulator.script([{ faults: ["none"], usage: spend(3_400_000) }]);
  await postTicket(gateway, key, { text: "Checkout answers 502 to all customers since 10:02" });
  await call("/policy", {
    patch: {
      models: { strong: [{ model: "openai:gpt-5", enabled: true, timeoutMs: 12_000 }] },
      routing: { strongServices: ["payments", "login"], escalateBelow: 0.7 },
    },
    reason: "Payments are always read by the strong model",
    override: true,
  });
  const prompts = await call("/prompts");
  const { content } = await call(`/prompts/${prompts.active}`);
  const draft = await call("/prompts", {
    name: "Shorter summaries",
    note: "Reviewers asked for two lines at most",
    basedOn: prompts.active,
    content: { ...content, system: `${content.system}\n\nWrite a summary of two lines at most.` },
  });
  await call("/prompts/split", {
    candidate: { version: draft.version, percent: 20 },
    reason: "To compare for a week",
    override: true,
  });
  await call("/policy", { patch: { spotCheckShare: 0.02 }, reason: "To learn how right unseen cards are" });
  // The process hears of the policy within moments; another word makes it another incident each time.
  for (const word of [
    "orders",
    "billing",
    "catalogue",
    "search",
    "shipping",
    "loyalty",
    "returns",
    "pricing",
  ]) {
    const { ticketId, origin } = await postTicket(gateway, key, {
      text: `The production password of the ${word} database was posted in a public channel`,
    });
    if (origin.path === "model" && origin.tier === "strong")
      return { ticketId, draft: String(draft.version) };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("the strong tier never read");
}

/** The pages of a gateway in use. */
export async function shootSettings(
  { url }: GatewayProcess,
  { ticketId, draft }: { ticketId: string; draft: string },
  take: Take,
): Promise<void> {
  await take("settings-budgets", "full", async (page) => {
    await page.goto(`${url}/settings/budgets`);
    await settled(page, "Over 80%");
  });
  await take("settings-budgets", "form", async (page) => {
    await page.goto(`${url}/settings/budgets?new`);
    await pressUntil(page.getByRole("button", { name: "Add budget" }), page.getByText("Must be an amount"));
  });
  await take("settings-budgets", "failing", async (page) => {
    await page.route("**/api/v1/budgets", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto(`${url}/settings/budgets`);
    await settled(page, "This is how it stood before");
  });
  await take("settings-models", "full-whole", async (page) => {
    await page.goto(`${url}/settings/models`);
    await page.getByText("What to do").first().click();
    const test = (model: string) => page.getByRole("button", { name: `Test connection to ${model}` });
    await pressUntil(test("openai:gpt-5-mini"), page.getByText("It works"));
    await test("compatible:sim--bad-key").click();
    await test("google:gemini-2.5-flash").click();
    await settled(page, "It works");
    await settled(page, "Key refused");
    await settled(page, "Provider failed");
  });
  await take("settings-policy", "full-whole", async (page) => {
    await page.goto(`${url}/settings/policy`);
    await settled(page, "Payments are always read");
  });
  await take("settings-policy", "edit-whole", async (page) => {
    await page.goto(`${url}/settings/policy`);
    await pressUntil(
      page.getByRole("button", { name: "Change", exact: true }),
      page.getByRole("button", { name: "Discard" }),
    );
    await page.getByLabel("Ask a strong model below").fill("2");
  });
  await take("settings-policy", "changes", async (page) => {
    await page.goto(`${url}/settings/policy`);
    await pressUntil(
      page.getByRole("button", { name: "Change", exact: true }),
      page.getByRole("button", { name: "Discard" }),
    );
    await page.getByLabel("Ask a strong model below").fill("0.8");
    await page.getByRole("button", { name: "Later: Cheap tier, model 1" }).click();
    await page.getByRole("button", { name: "Look at changes" }).click();
    await page.getByRole("dialog").waitFor();
  });
  await take("settings-prompts", "full", async (page) => {
    await page.goto(`${url}/settings/prompts`);
    await settled(page, "Shorter summaries");
  });
  await take("settings-prompt", "tried-whole", async (page) => {
    await page.goto(`${url}/settings/prompts/${draft}`);
    await page.waitForFunction(() => document.readyState === "complete");
    await page
      .getByRole("textbox", { name: "Ticket" })
      .fill("Since 10:02 all customers get 502 at checkout, nobody can pay");
    await page.getByRole("button", { name: "Try", exact: true }).click();
    await page
      .getByRole("region", { name: /^Card of/ })
      .nth(1)
      .waitFor();
  });
  await take("settings-prompt", "promote", async (page) => {
    await page.goto(`${url}/settings/prompts/${draft}`);
    await pressUntil(
      page.getByRole("button", { name: "Promote", exact: true }),
      page.getByText("has green gates"),
    );
  });
  await take("settings-prompt", "new", async (page) => {
    await page.goto(`${url}/settings/prompts/new`);
    await page.getByRole("button", { name: "Keep draft" }).waitFor();
  });
  await take("ticket", "routed-whole", async (page) => {
    await page.goto(`${url}/tickets/${ticketId}`);
    await page.getByRole("region", { name: "Routing" }).waitFor();
  });
}
