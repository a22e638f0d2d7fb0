import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { chromium } from "@playwright/test";

/**
 * `npm test`: every check and every test, the browser's included. Installs the browser where none is found. The last
 * line counts what passed and failed.
 */
const root = path.resolve(import.meta.dirname, "..");
const results = path.join(root, "test-results");
const count = { passed: 0, failed: 0 };

/** Runs a command in the foreground; true when it ended well. */
function run(command: string, args: string[]): boolean {
  console.log(`\n$ ${command} ${args.join(" ")}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  return status === 0;
}

/** A step that is one check: it passes or it fails. */
function step(command: string, args: string[]): boolean {
  const passed = run(command, args);
  count[passed ? "passed" : "failed"] += 1;
  return passed;
}

/** Adds up a runner's report. A run that ended badly without a failed test, or without a report, is one failure. */
function suite(command: string, args: string[], report: string, read: (json: unknown) => typeof count): void {
  const passed = run(command, args);
  const counted = existsSync(report)
    ? read(JSON.parse(readFileSync(report, "utf8")))
    : { passed: 0, failed: 0 };
  count.passed += counted.passed;
  count.failed += counted.failed === 0 && !passed ? 1 : counted.failed;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}
const fromVitest = (json: unknown) => {
  const report = json as VitestReport;
  return { passed: report.numPassedTests, failed: report.numFailedTests };
};

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}
const fromPlaywright = (json: unknown) => {
  const { stats } = json as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
};

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
    console.error("No browser could be installed.");
    count.failed += 1;
  }
}

console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 && count.passed > 0 ? 0 : 1);
