import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { shootAdmin } from "./admin-shots.ts";
import {
  modelsOfAllKinds,
  postTicket,
  setUpLinkOf,
  signIn,
  simulatedModels,
  withGateway,
} from "./browser-fixtures.ts";
import { openReview, shootDemo, shootPictures } from "./demo-shots.ts";
import { shootEmptyEvals, shootEvals } from "./eval-shots.ts";
import { demonstration, type GatewayProcess, runCommand } from "./gateway-process.ts";
import { sampleAdminOf } from "./sample-admin.ts";
import { sampleTickets } from "./sample-tickets.ts";
import { fillSettings, shootEmptySettings, shootSettings } from "./settings-shots.ts";

/**
 * Pictures of every page, to look at: shots/<page>-<width>-<theme>-<state>.png; with --only those of the pages whose
 * name begins so (those of the demonstration begin with demo-), with --look 390-dark those of that look. With --readme only the README's pictures are made. The
 * servers, their data and their models are made for it and gone afterwards.
 */
const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "shots");
const debianChromium = "/usr/bin/chromium";
const account = { email: "ada.park@example.com", name: "Ada Park", password: "correct horse battery" };

interface Look {
  width: number;
  theme: "light" | "dark";
}

interface Place {
  context: BrowserContext;
  gateway: GatewayProcess;
  look: Look;
}

const { values } = parseArgs({
  options: {
    readme: { type: "boolean", default: false },
    only: { type: "string", default: "" },
    look: { type: "string", multiple: true, default: [] },
  },
});

const looks = [1440, 390]
  .flatMap((width): Look[] => [
    { width, theme: "light" },
    { width, theme: "dark" },
  ])
  .filter(({ width, theme }) => values.look.length === 0 || values.look.includes(`${width}-${theme}`));

const missing: string[] = [];

const sizeOf = ({ width }: Look) => ({ width, height: width === 1440 ? 900 : 844 });

/** Scrolls through a page, so that what is drawn when it comes near is there and stays, and back to its top. */
const drawAll = (page: Page) =>
  page.evaluate(async () => {
    const everythingDrawn = new CSSStyleSheet();
    everythingDrawn.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(everythingDrawn);
    // Twice: what is asked for when it comes near is drawn when it is there.
    for (let turn = 0; turn < 2; turn++) {
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
        scrollTo(0, y);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    }
    scrollTo(0, 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });

async function take(
  { context, look }: Place,
  name: string,
  state: string,
  prepare: (page: Page) => Promise<void>,
) {
  if (!name.startsWith(values.only)) return;
  const file = `${name}-${look.width}-${look.theme}-${state}.png`;
  const page = await context.newPage();
  try {
    await prepare(page);
    await page.evaluate(() => document.fonts.ready);
    const isWhole = state.endsWith("whole");
    if (isWhole) await drawAll(page);
    await page.screenshot({
      path: path.join(folder, file),
      fullPage: isWhole,
      animations: "disabled",
    });
  } catch (error) {
    // One page that is not as expected keeps nobody from looking at the others.
    missing.push(`${file}: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`);
    await page.screenshot({ path: path.join(folder, `missing-${file}`) }).catch(() => {});
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.close();
}

const ready = (page: Page, heading: string | RegExp) =>
  page.getByRole("heading", { name: heading }).first().waitFor();

/** Fills in one of the page's own examples and, unless told otherwise, triages it. */
async function composeExample(page: Page, url: string, example: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() => document.readyState === "complete");
  await page.getByRole("button", { name: example }).click();
  await page.getByRole("button", { name: /^Triage/ }).click();
}

const hasCard = (page: Page) => page.getByRole("region", { name: "Triage card" }).waitFor();

async function shootSignedOut(place: Place): Promise<void> {
  const { url } = place.gateway;
  await take(place, "sign-in", "empty", async (page) => {
    await page.goto(`${url}/sign-in`);
    await ready(page, "Sign in");
  });
  await take(place, "sign-in", "failing", async (page) => {
    await page.route("**/api/auth/sign-in/email", (route) =>
      route.fulfill({ status: 401, json: unauthorized }),
    );
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "wrong" }).waitFor();
  });
  await take(place, "set-up", "done", async (page) => {
    await page.goto(`${url}/set-up?token=used`);
    await ready(page, "Already set up");
  });
  await take(place, "docs", "signed-out", async (page) => {
    await page.goto(`${url}/docs`);
    await ready(page, /API$/);
  });
}

const unauthorized = {
  type: "/docs#unauthorized",
  title: "Unauthorized",
  status: 401,
  detail: "E-mail or password is wrong.",
  code: "unauthorized",
  retryable: false,
};

/** Somebody else was faster. */
const taken = {
  type: "/docs#conflict",
  title: "Conflict",
  status: 409,
  detail: "Ben is on this card.",
  code: "conflict",
  retryable: false,
};

async function shootSetUp(place: Place): Promise<void> {
  const link = await setUpLinkOf(place.gateway);
  await take(place, "set-up", "empty", async (page) => {
    await page.goto(link);
    await ready(page, "Welcome");
  });
  await take(place, "set-up", "failing", async (page) => {
    await page.goto(link);
    await page.getByLabel("Name").fill("Ada Park");
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Create administrator" }).click();
    await page.getByText(/at least 12/i).waitFor();
  });
}

async function shootPaste(place: Place): Promise<void> {
  const { url } = place.gateway;
  await take(place, "paste", "empty", async (page) => {
    await page.goto(url);
    await ready(page, "The card appears here");
  });
  for (const state of ["full", "full-whole"]) {
    await take(place, "paste", state, async (page) => {
      await composeExample(page, url, "502 alert");
      await hasCard(page);
    });
  }
  await take(place, "paste", "failing", async (page) => {
    await page.route("**/api/v1/triage", (route) => route.abort());
    await composeExample(page, url, "502 alert");
    await page.getByText("No card this time").waitFor();
  });
}

async function shootConsole(place: Place, tickets: Record<string, string>): Promise<void> {
  const { url } = place.gateway;
  await take(place, "tickets", "full", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
  });
  await take(place, "tickets", "none", async (page) => {
    await page.goto(`${url}/tickets?severity=P0,P1&category=security&service=nobody`);
    await ready(page, "No ticket matches");
  });
  await take(place, "tickets", "failing", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.route("**/api/v1/tickets?*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.getByRole("button", { name: "Severity" }).click();
    await page.getByRole("menuitemcheckbox", { name: "P3" }).click();
    await page.keyboard.press("Escape");
    await page.getByText("The tickets could not be read").waitFor();
  });
  await take(place, "tickets", "menu", async (page) => {
    await page.goto(`${url}/tickets`);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Severity" }).click();
    await page.getByRole("menuitemcheckbox", { name: "P0" }).click();
    await page.locator("ul[aria-label='Tickets, newest first'][aria-busy=false]").waitFor();
  });
  for (const [state, ticketId] of Object.entries(tickets)) {
    await take(place, "ticket", state, async (page) => {
      await page.goto(`${url}/tickets/${ticketId}`);
      await hasCard(page);
    });
  }
  await take(place, "ticket", "not-found", async (page) => {
    await page.goto(`${url}/tickets/tkt_${"0".repeat(26)}`);
    await ready(page, "There is no such ticket");
  });
  await take(place, "review", "none", async (page) => {
    await page.route("**/api/v1/reviews/next", (route) => route.fulfill({ json: { item: null } }));
    await page.route("**/api/v1/reviews/*/claim", (route) => route.fulfill({ status: 409, json: taken }));
    const waiting = { open: 0, escalated: 0 };
    await page.route("**/api/v1/reviews?*", (route) =>
      route.fulfill({ json: { items: [], nextCursor: null, waiting } }),
    );
    await page.goto(`${url}/review`);
    await ready(page, "Nothing waits for you");
    await page.getByText("Nothing waits for a human.").waitFor();
  });
  await take(place, "review", "full", async (page) => {
    await openReview(page, url);
    // The first card proposes P0; P1 corrects it.
    await page.keyboard.press("2");
    await page.getByRole("button", { name: "Submit correction" }).waitFor();
  });
  await take(place, "review", "failing", async (page) => {
    await page.route(/\/api\/v1\/reviews\/(next|.*\/claim)$/, (route) =>
      route.fulfill({ status: 503, body: "" }),
    );
    await page.goto(`${url}/review`);
    await page.getByText("No card could be taken").waitFor();
    await page.getByRole("list", { name: "Cards in the queue" }).getByRole("button").first().waitFor();
  });
  await take(place, "docs", "signed-in-whole", async (page) => {
    await page.goto(`${url}/docs`);
    await ready(page, /API$/);
  });
  await take(place, "keys", "open", async (page) => {
    await page.goto(`${url}/tickets`);
    if (place.look.width < 1024) await page.getByRole("button", { name: "Open the menu" }).click();
    else await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.getByRole("dialog").waitFor();
  });
}

async function createAccount(gateway: GatewayProcess): Promise<void> {
  const { email, name, password } = account;
  const args = ["create", "--email", email, "--name", name, "--role", "admin", "--password-stdin"];
  await runCommand("users", args, gateway.environment, password);
}

/** Rules are sure of most samples: somebody asks for a human nevertheless. */
async function askForReview({ url }: GatewayProcess, key: string, triageId: string): Promise<void> {
  await fetch(`${url}/api/v1/reviews/${triageId}/request`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ reason: "The customer calls it urgent" }),
  });
}

async function openConsole(
  context: BrowserContext,
  gateway: GatewayProcess,
  person: { email: string; password: string } = account,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${gateway.url}/sign-in`);
  await signIn(page, person);
  await ready(page, "Paste a ticket");
  await page.close();
}

async function withBrowser(use: (open: (look: Look) => Promise<BrowserContext>) => Promise<void>) {
  const browser = await chromium.launch({
    ...(existsSync(debianChromium) ? { executablePath: debianChromium } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    await use((look) =>
      browser.newContext({ viewport: sizeOf(look), colorScheme: look.theme, reducedMotion: "reduce" }),
    );
  } finally {
    await browser.close();
  }
}

async function shootAll(simulator: Simulator): Promise<void> {
  await mkdir(folder, { recursive: true });
  await withBrowser(async (open) => {
    await withGateway({}, async (gateway) => {
      for (const look of looks) await shootSetUp({ context: await open(look), gateway, look });
      await createAccount(gateway);
      const key = await gateway.createKey();
      const empty = { width: 1440, theme: "light" } as const;
      const emptyContext = await open(empty);
      await openConsole(emptyContext, gateway);
      await take({ context: emptyContext, gateway, look: empty }, "tickets", "empty", async (page) => {
        await page.goto(`${gateway.url}/tickets`);
        await ready(page, "No tickets yet");
        await page.getByText("Live", { exact: true }).waitFor();
      });
      await shootEmptyEvals(gateway, (name, state, prepare) =>
        take({ context: emptyContext, gateway, look: empty }, name, state, prepare),
      );
      const ids: string[] = [];
      for (const ticket of sampleTickets) {
        const { id, ticketId } = await postTicket(gateway, key, ticket);
        ids.push(ticketId);
        await askForReview(gateway, key, id);
      }
      const signedIn: Place[] = [];
      const tickets = { full: ids.at(0) ?? "", repeated: ids.at(-1) ?? "" };
      for (const look of looks) {
        await shootSignedOut({ context: await open(look), gateway, look });
        const context = await open(look);
        await openConsole(context, gateway);
        await shootConsole({ context, gateway, look }, tickets);
        await shootEvals(gateway, tickets.full, (name, state, prepare) =>
          take({ context, gateway, look }, name, state, prepare),
        );
        await shootAdmin(gateway, (name, state, prepare) =>
          take({ context, gateway, look }, name, state, prepare),
        );
        signedIn.push({ context, gateway, look });
      }
      // Last, because it adds tickets to the list.
      for (const place of signedIn) await shootPaste(place);
    });
    await withGateway(simulatedModels("compatible:simulated", simulator), async (gateway) => {
      await createAccount(gateway);
      const key = await gateway.createKey();
      const [first, second] = sampleTickets;
      if (!first || !second) throw new Error("no sample tickets");
      const simulated = (await postTicket(gateway, key, first)).ticketId;
      simulator.script([{ faults: ["status-500"], repeat: true }]);
      const degraded = (await postTicket(gateway, key, second)).ticketId;
      for (const look of looks) {
        const context = await open(look);
        await openConsole(context, gateway);
        for (const [state, ticketId] of Object.entries({ simulated, degraded })) {
          await take({ context, gateway, look }, "ticket", state, async (page) => {
            await page.goto(`${gateway.url}/tickets/${ticketId}`);
            await hasCard(page);
          });
        }
      }
    });
  });
}

/** The settings' pages: of a gateway that nothing was set on, and of one in use. */
async function shootSettingsPages(simulator: Simulator): Promise<void> {
  await mkdir(folder, { recursive: true });
  await withBrowser(async (open) => {
    await withGateway({}, async (gateway) => {
      await createAccount(gateway);
      for (const look of looks.filter(({ theme }) => theme === "light")) {
        const context = await open(look);
        await openConsole(context, gateway);
        await shootEmptySettings(gateway, (name, state, prepare) =>
          take({ context, gateway, look }, name, state, prepare),
        );
      }
    });
    simulator.reset();
    await withGateway(simulatedModels(modelsOfAllKinds, simulator), async (gateway) => {
      await createAccount(gateway);
      const filled = await fillSettings(gateway, simulator);
      for (const look of looks) {
        const context = await open(look);
        await openConsole(context, gateway);
        await shootSettings(gateway, filled, (name, state, prepare) =>
          take({ context, gateway, look }, name, state, prepare),
        );
      }
    });
  });
}

/** Everything as after two weeks of use. */
async function shootDemonstration(): Promise<void> {
  await mkdir(folder, { recursive: true });
  await withBrowser((open) =>
    withGateway(
      {},
      async (gateway) => {
        for (const look of looks) {
          const context = await open(look);
          await openConsole(context, gateway, sampleAdminOf(gateway));
          await shootDemo(gateway, (name, state, prepare) =>
            take({ context, gateway, look }, name, state, prepare),
          );
        }
      },
      demonstration,
    ),
  );
}

/** The README's pictures, of the demonstration: docs/pictures/<name>.png. */
async function shootReadme(): Promise<void> {
  const pictures = path.join(root, "docs/pictures");
  await mkdir(pictures, { recursive: true });
  await withBrowser((open) =>
    withGateway(
      {},
      async (gateway) => {
        for (const theme of ["light", "dark"] as const) {
          const context = await open({ width: 1440, theme });
          await openConsole(context, gateway, sampleAdminOf(gateway));
          await shootPictures(gateway, theme, async (name, prepare) => {
            const page = await context.newPage();
            await prepare(page);
            await page.evaluate(() => document.fonts.ready);
            await page.screenshot({ path: path.join(pictures, `${name}.png`), animations: "disabled" });
            await page.close();
          });
        }
      },
      demonstration,
    ),
  );
}

if (values.readme) await shootReadme();
else {
  const simulator = await startSimulator();
  try {
    if (!values.only.startsWith("demo")) {
      await shootAll(simulator);
      await shootSettingsPages(simulator);
    }
    if (values.only === "" || values.only.startsWith("demo")) await shootDemonstration();
  } finally {
    await simulator.close();
  }
}
if (missing.length > 0) {
  process.stderr.write(`Not taken:\n${missing.join("\n")}\n`);
  process.exitCode = 1;
}
