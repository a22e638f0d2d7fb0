import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryDirectory } from "./gateway-process.ts";

const root = path.resolve(import.meta.dirname, "..");
const run = promisify(execFile);

/** One forbidden import for each rule: who imports what. */
const violations: Record<string, [from: string, to: string]> = {
  "no-cycle": ["lib/triage/a.ts", "./b.ts"],
  "no-unresolved": ["lib/triage/c.ts", "./missing.ts"],
  "contracts-know-zod-only": ["lib/contracts/a.ts", "pino"],
  "core-is-a-leaf": ["lib/core/a.ts", "#lib/triage/target.ts"],
  "judgement-and-engine-are-pure": ["lib/triage/d.ts", "node:fs"],
  "scores-know-no-engine": ["lib/evals/a.ts", "#lib/gateway/target.ts"],
  "engine-does-not-judge": ["lib/gateway/a.ts", "#lib/triage/target.ts"],
  "judgement-does-not-wait": ["lib/triage/e.ts", "#lib/gateway/target.ts"],
  "knowledge-is-pure": ["lib/knowledge/a.ts", "#lib/triage/target.ts"],
  "models-know-the-port-only": ["lib/models/a.ts", "#lib/services/target.ts"],
  "ai-sdk-behind-models": ["lib/services/a.ts", "ai"],
  "outbound-and-redaction-are-leaves": ["lib/outbound/a.ts", "#lib/triage/target.ts"],
  "db-knows-contracts-and-core": ["db/a.ts", "#lib/services/target.ts"],
  "drizzle-only-in-db": ["lib/services/b.ts", "drizzle-orm"],
  "job-library-behind-jobs": ["lib/services/f.ts", "pg-boss"],
  "queue-and-journal-know-no-use-case": ["lib/journal/a.ts", "#lib/services/target.ts"],
  "telemetry-sees-and-does-nothing": ["lib/telemetry/a.ts", "#db/schema/target.ts"],
  "telemetry-libraries-behind-telemetry": ["lib/services/g.ts", "@prometheus-io/client"],
  "services-know-no-framework": ["lib/services/c.ts", "next/headers"],
  "services-use-queries-not-tables": ["lib/services/d.ts", "#db/schema/target.ts"],
  "next-behind-server": ["lib/models/b.ts", "next/headers"],
  "components-are-presentation": ["components/a.ts", "#lib/services/target.ts"],
  "app-is-thin": ["app/a.ts", "#db/schema/target.ts"],
  "nothing-needs-the-harness": ["lib/server/a.ts", "#evals/target.ts"],
  "e2e-is-black-box": ["e2e/a.ts", "#lib/services/target.ts"],
  "no-test-helpers-in-product": ["lib/services/e.ts", "#db/testing.ts"],
};

const targets = [
  "lib/triage/target.ts",
  "lib/gateway/target.ts",
  "lib/services/target.ts",
  "db/schema/target.ts",
  "db/testing.ts",
  "evals/target.ts",
];

interface Report {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

test("every import rule fails on a planted violation", async () => {
  const { directory, remove } = await temporaryDirectory();
  const write = async (file: string, content: string) => {
    await mkdir(path.dirname(path.join(directory, file)), { recursive: true });
    await writeFile(path.join(directory, file), content);
  };
  const { imports } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));
  await write("package.json", JSON.stringify({ type: "module", imports }));
  await copyFile(path.join(root, ".dependency-cruiser.cjs"), path.join(directory, ".dependency-cruiser.cjs"));
  await copyFile(path.join(root, "tsconfig.json"), path.join(directory, "tsconfig.json"));
  await symlink(path.join(root, "node_modules"), path.join(directory, "node_modules"));
  for (const target of targets) await write(target, "export const target = 1;\n");
  await write("lib/triage/b.ts", 'import "./a.ts";\n');
  await write("lib/triage/orphan.ts", "export const alone = 1;\n");
  for (const [from, to] of Object.values(violations)) await write(from, `import "${to}";\n`);

  const arguments_ = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const program = path.join(root, "node_modules/.bin/depcruise");
  const folders = ["app", "components", "lib", "db", "evals", "e2e"];
  const printed = await run(program, [...arguments_, ...folders], { cwd: directory, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  const report: Report = JSON.parse(printed.stdout);
  const found = new Set(report.summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
  const expected = Object.entries(violations).map(([rule, [from]]) => `${rule} ${from}`);
  expect([...found]).toEqual(expect.arrayContaining([...expected, "no-orphan lib/triage/orphan.ts"]));
  await remove();
});
