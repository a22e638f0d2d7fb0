import type { Page } from "@playwright/test";
import { runEvalCommand, runIdIn } from "./eval-command.ts";
import type { GatewayProcess } from "./gateway-process.ts";

type Take = (name: string, state: string, prepare: (page: Page) => Promise<void>) => Promise<void>;

const settled = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

/** The eval pages before anything was run. */
export async function shootEmptyEvals({ url }: GatewayProcess, take: Take): Promise<void> {
  await take("evals", "empty", async (page) => {
    await page.goto(`${url}/evals`);
    await settled(page, "No run yet");
  });
}

let made: Promise<{ a: string; b: string }> | undefined;

/** Two runs over the core set, made once for all looks. */
function runsOf(gateway: GatewayProcess): Promise<{ a: string; b: string }> {
  const make = async () => {
    const first = await runEvalCommand(["--engine", "rules"], gateway.environment);
    const second = await runEvalCommand(
      ["--engine", "rules", "--baseline", "latest", "--repeat", "2"],
      gateway.environment,
    );
    return { a: runIdIn(first.stdout), b: runIdIn(second.stdout) };
  };
  made ??= make();
  return made;
}

/** The eval pages with runs, in their states. */
export async function shootEvals(gateway: GatewayProcess, ticketId: string, take: Take): Promise<void> {
  const { url } = gateway;
  const { a, b } = await runsOf(gateway);
  await take("evals", "full", async (page) => {
    await page.goto(`${url}/evals`);
    await settled(page, "P0/P1 recall");
  });
  await take("evals", "start", async (page) => {
    await page.goto(`${url}/evals`);
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("dialog").waitFor();
  });
  await take("evals", "failing", async (page) => {
    await page.goto(`${url}/evals`);
    await page.getByRole("button", { name: "Start a run" }).click();
    await page.getByRole("dialog").waitFor();
    await page.route(/\/api\/v1\/evals\/runs$/, (route) => route.fulfill({ status: 503, body: "" }));
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.getByRole("dialog").getByRole("alert").waitFor();
  });
  await take("eval-run", "full-whole", async (page) => {
    await page.goto(`${url}/evals/${b}`);
    await page
      .getByRole("region", { name: "Cases" })
      .getByRole("button", { name: "Failed", exact: true })
      .click();
    await page.getByRole("region", { name: "Cases" }).locator("button[aria-expanded]").first().click();
    await page.getByRole("region", { name: "Ticket text" }).first().waitFor();
  });
  await take("eval-run", "failing", async (page) => {
    await page.route("**/results?*", (route) => route.fulfill({ status: 503, body: "" }));
    await page.goto(`${url}/evals/${a}`);
    await settled(page, "The cases could not be read");
  });
  await take("eval-run", "not-found", async (page) => {
    await page.goto(`${url}/evals/run_${"0".repeat(26)}`);
    await settled(page, "There is no such eval run");
  });
  await take("eval-compare", "full", async (page) => {
    await page.goto(`${url}/evals/compare?a=${a}&b=${b}`);
    await settled(page, "Verdict");
  });
  await take("eval-sets", "full", async (page) => {
    await page.goto(`${url}/evals/sets`);
    await page
      .getByRole("region", { name: "Cases of core" })
      .getByText("gateway-502-spike")
      .first()
      .waitFor();
    await settled(page, "The two incidents that the product began with");
  });
  await take("eval-sets", "versions", async (page) => {
    await page.goto(`${url}/evals/sets`);
    await page.getByRole("button", { name: "Versions" }).click();
    await settled(page, "As it is now");
  });
  await take("ticket", "add-case", async (page) => {
    await page.goto(`${url}/tickets/${ticketId}`);
    await page.getByRole("button", { name: "Add to eval set" }).click();
    await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).waitFor();
  });
}
