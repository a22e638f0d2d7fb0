import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";
import { fromPlaywright, fromVitest, type TestOutcome } from "./test-reports.ts";

/**
 * `npm test`: every check and every test, the browser's included. Installs the browser where none is found. Ends
 * with the names of what was unsteady and of what failed and, as the last line, a count.
 */
const root = path.resolve(import.meta.dirname, "..");
const results = path.join(root, "test-results");
let passedCount = 0;
const failures: string[] = [];
const unsteady: string[] = [];
const noOutcome: TestOutcome = { passed: 0, failures: [], unsteady: [] };

/** Runs a command in the foreground; true when it ended well. */
function run(command: string, args: string[]): boolean {
  console.log(`\n$ ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  return status === 0;
}

/** A step that is one check: it passes or it fails. */
function step(command: string, args: string[]): boolean {
  const passed = run(command, args);
  if (passed) passedCount += 1;
  else failures.push(`${command} ${args.join(" ")}`);
  return passed;
}

/** Adds up a runner's report. A run that ended badly without a failed test, or without a report, is one failure. */
function suite(command: string, args: string[], report: string, read: (json: unknown) => TestOutcome): void {
  rmSync(report, { force: true });
  const passed = run(command, args);
  const outcome = existsSync(report) ? read(JSON.parse(readFileSync(report, "utf8"))) : noOutcome;
  passedCount += outcome.passed;
  failures.push(...outcome.failures);
  unsteady.push(...outcome.unsteady);
  if (!passed && outcome.failures.length === 0) failures.push(`${command} ${args.join(" ")}`);
}

/** Playwright's own browser if it is here or can be fetched, else Debian's. */
function ensureBrowser(): boolean {
  const found = () => existsSync(chromium.executablePath()) || existsSync("/usr/bin/chromium");
  if (found()) return true;
  run("npx", ["playwright", "install", "--with-deps", "chromium"]);
  if (found()) return true;
  run("apt-get", ["update", "-qq"]);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"]);
  return found();
}

mkdirSync(results, { recursive: true });
const report = (name: string) => path.join(results, `${name}.json`);
const vitest = (name: string, config: string) =>
  suite(
    "npx",
    [
      "vitest",
      "run",
      "--config",
      config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report(name)}`,
    ],
    report(name),
    fromVitest,
  );

step("npm", ["run", "check"]);
vitest("unit", "vitest.config.ts");
if (step("npm", ["run", "build"])) {
  vitest("black-box", "e2e/vitest.config.ts");
  if (ensureBrowser()) {
    suite(
      "npx",
      ["playwright", "test", "--config", "e2e/playwright.config.ts"],
      report("browser"),
      fromPlaywright,
    );
  } else {
    failures.push("No browser could be installed.");
  }
}

for (const name of unsteady) console.log(`~ passed when it ran again: ${name}`);
for (const failure of failures) console.log(`✗ ${failure}`);
console.log(`\n${passedCount} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && passedCount > 0 ? 0 : 1);
