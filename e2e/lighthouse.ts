import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { withGateway } from "./browser-fixtures.ts";
import { demonstration, temporaryDirectory } from "./gateway-process.ts";
import { sampleAdminOf } from "./sample-admin.ts";
import { sessionCookie } from "./session-cookie.ts";

/**
 * Lighthouse over the demonstration, signed in: feed, a ticket, review queue and dashboard. Exit 1 below the bar. The
 * tool is fetched by npx when it is asked for, so that nobody installs it with the project.
 */
const tool = "lighthouse@12.8.2";
const bar = { performance: 0.9, accessibility: 1, "best-practices": 1 } as const;
const debianChromium = "/usr/bin/chromium";

const { values } = parseArgs({ options: { mobile: { type: "boolean", default: false } } });
const run = promisify(execFile);

const shown = z.object({ displayValue: z.string().default("–") });
const reportSchema = z.object({
  categories: z.record(
    z.enum(["performance", "accessibility", "best-practices"]),
    z.object({ score: z.number() }),
  ),
  audits: z.object({
    "largest-contentful-paint": shown,
    "total-blocking-time": shown,
    "cumulative-layout-shift": shown,
  }),
});

type Report = z.infer<typeof reportSchema>;

async function anyTicket(url: string, cookie: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/tickets?path=model&limit=1`, { headers: { cookie } });
  const { items } = z
    .object({ items: z.array(z.object({ id: z.string() })).min(1) })
    .parse(await answer.json());
  return items[0]?.id ?? "";
}

const browser = existsSync(debianChromium) ? debianChromium : chromium.executablePath();

/** Times differ from run to run, so that the middle one of an odd number counts. */
const runs = 3;
/** The tool loses the trace of a page now and then. */
const triesMax = 3;

async function report(address: string, cookie: string, folder: string, tries = triesMax): Promise<Report> {
  try {
    return await reportOnce(address, cookie, folder);
  } catch (error) {
    if (tries <= 1) throw error;
    return await report(address, cookie, folder, tries - 1);
  }
}

async function reportOnce(address: string, cookie: string, folder: string): Promise<Report> {
  const headers = path.join(folder, "headers.json");
  const written = path.join(folder, "report.json");
  await writeFile(headers, JSON.stringify({ Cookie: cookie }));
  await run(
    "npx",
    [
      "--yes",
      tool,
      address,
      "--quiet",
      ...(values.mobile ? [] : ["--preset=desktop"]),
      `--only-categories=${Object.keys(bar).join(",")}`,
      `--extra-headers=${headers}`,
      "--output=json",
      `--output-path=${written}`,
      "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
    ],
    { env: { ...process.env, CHROME_PATH: browser }, maxBuffer: 2 ** 26 },
  );
  return reportSchema.parse(JSON.parse(await readFile(written, "utf8")));
}

async function look(address: string, cookie: string, folder: string): Promise<boolean> {
  const reports: Report[] = [];
  for (let turn = 0; turn < runs; turn++) reports.push(await report(address, cookie, folder));
  const performanceOf = ({ categories }: Report) => categories.performance?.score ?? 0;
  const middle = reports.toSorted((a, b) => performanceOf(a) - performanceOf(b))[(runs - 1) / 2];
  if (!middle) throw new Error("no report");
  const { categories, audits } = middle;
  const scores = Object.entries(categories).map(([name, { score }]) => `${name} ${Math.round(score * 100)}`);
  const times = Object.entries(audits).map(([name, { displayValue }]) => `${name} ${displayValue}`);
  process.stdout.write(`${[new URL(address).pathname, ...scores, ...times].join("  ")}\n`);
  return Object.entries(bar).every(([name, least]) =>
    Object.entries(categories).some(([each, { score }]) => each === name && score >= least),
  );
}

const home = await temporaryDirectory();
try {
  await withGateway(
    {},
    async (gateway) => {
      const { url } = gateway;
      const cookie = await sessionCookie(url, sampleAdminOf(gateway));
      const pages = ["/tickets", `/tickets/${await anyTicket(url, cookie)}`, "/review", "/dashboard"];
      for (const page of pages) {
        if (!(await look(url + page, cookie, home.directory))) process.exitCode = 1;
      }
    },
    demonstration,
  );
} finally {
  await home.remove();
}
