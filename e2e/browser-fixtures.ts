import { randomUUID } from "node:crypto";
import { type BrowserContext, test as base, expect, type Page, request } from "@playwright/test";
import type { Role } from "#lib/contracts/access.ts";
import { type Triage, type TriageRequest, triageSchema } from "#lib/contracts/triage.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type GatewayProcess, runCommand, startGateway, temporaryDirectory } from "./gateway-process.ts";

export { expect } from "@playwright/test";

interface Account {
  email: string;
  password: string;
}

/** Fills in the sign-in form of the open page and sends it. */
export async function signIn(page: Page, { email, password }: Account): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** What a context writes to its storage; a file's content or its path. */
type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface WorkerFixtures {
  /** Models of the server, asked at the simulator; empty for a server that runs on rules. Top level of a file only. */
  models: string;
  /** Further settings of the server. Top level of a file only. */
  settings: Record<string, string>;
  simulator: Simulator;
  /** A server with a database of its own, shared by the tests that need no fresh one. */
  gateway: GatewayProcess;
  /** An account with this role; created when first asked for. */
  accountOf: (role: Role) => Promise<Account>;
  /** A signed-in session of this role. Sessions are shared: the gateway limits how often one may sign in. */
  sessionOf: (role: Role) => Promise<StorageState>;
  apiKey: string;
  /** Sends a ticket as a service does. */
  postTicket: (ticket: TriageRequest) => Promise<Triage>;
}

/** What browsers complained about in a test; whatever was not announced fails it. */
interface Complaints {
  /** Listens to a context; the one of `page` is listened to already. */
  watch(context: BrowserContext): void;
  /** Announces a complaint that belongs to the test, such as the browser's own line about a failed request. */
  allow(pattern: RegExp): void;
}

interface TestFixtures {
  /** Who the page is signed in as; null for a stranger. */
  role: Role | null;
  complaints: Complaints;
  /** A server that nobody has set up yet. */
  freshGateway: GatewayProcess;
}

/**
 * Settings that ask the simulator for these models: of `compatible` without a price, of `openai` at the published one.
 * Nobody listens where `google` would be asked.
 */
export const simulatedModels = (models: string, simulator: Simulator) => ({
  TRIAGE_CHEAP_MODELS: models,
  COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
  COMPATIBLE_API_KEY: "simulated",
  OPENAI_BASE_URL: `${simulator.url}/v1`,
  OPENAI_API_KEY: "simulated",
  GOOGLE_BASE_URL: "http://127.0.0.1:2",
  GOOGLE_GENERATIVE_AI_API_KEY: "simulated",
});

/** One model that works, and one for each way in which a model is set up wrong. */
export const modelsOfAllKinds =
  "openai:gpt-5-mini,compatible:sim--bad-key,compatible:sim--status-404,google:gemini-2.5-flash";

/** The one-time set-up link that a server prints, a moment after it is ready. */
export async function setUpLinkOf(gateway: GatewayProcess): Promise<string> {
  const printed = () => /http\S+\/set-up\?token=\S+/.exec(gateway.output())?.[0] ?? "";
  await expect.poll(printed, { message: "a set-up link is printed" }).not.toBe("");
  return printed();
}

/** Sends a ticket as a service does; fails unless it is triaged. */
export async function postTicket(
  { url }: GatewayProcess,
  key: string,
  ticket: TriageRequest,
): Promise<Triage> {
  const response = await fetch(`${url}/api/v1/triage`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify(ticket),
  });
  expect(response.status).toBe(200);
  return triageSchema.parse(await response.json());
}

/** Starts a server on an empty data directory, and stops it and removes its data when `use` is done. */
export async function withGateway(
  settings: Record<string, string>,
  use: (gateway: GatewayProcess) => Promise<void>,
  started?: Parameters<typeof startGateway>[1],
): Promise<void> {
  const home = await temporaryDirectory();
  try {
    const gateway = await startGateway({ DATA_DIR: home.directory, ...settings }, started);
    try {
      await use(gateway);
    } finally {
      expect(await gateway.stop()).toBe(0);
    }
  } finally {
    await home.remove();
  }
}

/** Everything a browser says when something is wrong with a page, as lines; policy violations are among the errors. */
function collectComplaints(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    if (!["error", "warning"].includes(message.type())) return;
    complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(`page error: ${error.error().stack}`));
  context.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on("request", (sent) => {
    const { hostname, protocol } = new URL(sent.url());
    const isHere = ["127.0.0.1", "localhost"].includes(hostname) || ["data:", "blob:"].includes(protocol);
    if (!isHere) complaints.push(`request to another host: ${sent.url()}`);
  });
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  models: ["", { option: true, scope: "worker" }],
  settings: [{}, { option: true, scope: "worker" }],
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from the pattern.
    async ({}, use) => {
      const simulator = await startSimulator();
      await use(simulator);
      await simulator.close();
    },
    { scope: "worker" },
  ],
  gateway: [
    async ({ models, settings, simulator }, use) => {
      await withGateway({ ...(models ? simulatedModels(models, simulator) : {}), ...settings }, use);
    },
    { scope: "worker", timeout: 240_000 },
  ],
  accountOf: [
    async ({ gateway }, use) => {
      const accounts = new Map<Role, Promise<Account>>();
      const create = async (role: Role): Promise<Account> => {
        const account = { email: `${role}@example.com`, password: `${role} ${randomUUID()}` };
        const args = ["create", "--email", account.email, "--role", role, "--password-stdin"];
        await runCommand("users", args, gateway.environment, account.password);
        return account;
      };
      await use((role) => {
        const account = accounts.get(role) ?? create(role);
        accounts.set(role, account);
        return account;
      });
    },
    { scope: "worker" },
  ],
  sessionOf: [
    async ({ gateway, accountOf }, use) => {
      const sessions = new Map<Role, Promise<StorageState>>();
      const signIn = async (role: Role): Promise<StorageState> => {
        const client = await request.newContext({
          baseURL: gateway.url,
          extraHTTPHeaders: { origin: gateway.url },
        });
        const answer = await client.post("/api/auth/sign-in/email", { data: await accountOf(role) });
        expect(answer.status(), await answer.text()).toBe(200);
        const session = await client.storageState();
        await client.dispose();
        return session;
      };
      await use((role) => {
        const session = sessions.get(role) ?? signIn(role);
        sessions.set(role, session);
        return session;
      });
    },
    { scope: "worker" },
  ],
  apiKey: [async ({ gateway }, use) => use(await gateway.createKey()), { scope: "worker" }],
  postTicket: [
    async ({ gateway, apiKey }, use) => use((ticket) => postTicket(gateway, apiKey, ticket)),
    { scope: "worker" },
  ],

  role: [null, { option: true }],
  baseURL: async ({ gateway }, use) => use(gateway.url),
  storageState: async ({ role, sessionOf }, use) => use(role === null ? undefined : await sessionOf(role)),
  context: async ({ context, complaints }, use) => {
    complaints.watch(context);
    await use(context);
  },
  complaints: [
    // biome-ignore lint/correctness/noEmptyPattern: see above.
    async ({}, use) => {
      const heard: string[] = [];
      const allowed: RegExp[] = [];
      await use({
        watch: (context) => collectComplaints(context, heard),
        allow: (pattern) => allowed.push(pattern),
      });
      expect(heard.filter((line) => !allowed.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
  freshGateway: [
    async ({ page }, use) =>
      withGateway({}, async (gateway) => {
        await use(gateway);
        // What it still asks for would be refused by a server that stops.
        await page.close();
      }),
    { timeout: 240_000 },
  ],
});
