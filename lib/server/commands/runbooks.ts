import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { runbookSearchRequestSchema } from "#lib/contracts/runbooks.ts";
import { shortText } from "#lib/contracts/text.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { importRunbookFolder } from "#lib/services/knowledge/import-runbooks.ts";
import { getKnowledgeStatus, searchRunbooks } from "#lib/services/knowledge/runbooks.ts";
import { withCommandContext } from "../command-context.ts";
import { parseArgument, runCommand, tableOf, usageError } from "../command-line.ts";

const usage = "usage: npm run runbooks -- import DIR [--source NAME] | status | search FILE";

type Task = (ctx: ServiceContext) => Promise<string>;

function importFolder(folder: string, source: string | undefined): Task {
  const name = source === undefined ? undefined : parseArgument("--source", shortText, source);
  return async (ctx) => {
    const { added, changed, removed, unchanged, refused } = await importRunbookFolder(ctx, folder, name);
    for (const { file, reason } of refused) process.stderr.write(`${file} ${reason}\n`);
    return `${added} added, ${changed} changed, ${removed} removed, ${unchanged} unchanged\n`;
  };
}

const status: Task = async (ctx) => {
  const { sources } = await getKnowledgeStatus(ctx, null);
  const rows = sources.map(({ source, added, changed, removed, unchanged, importedAt, branch, commit }) => [
    source,
    ...[added, changed, removed, unchanged].map(String),
    importedAt,
    [branch, commit?.slice(0, 12)].filter(Boolean).join(" "),
  ]);
  return tableOf(["SOURCE", "ADDED", "CHANGED", "REMOVED", "UNCHANGED", "IMPORTED", "CHECKOUT"], rows);
};

function search(file: string): Task {
  return async (ctx) => {
    const text = await readFile(file, "utf8").catch(() => {
      throw usageError(`${file} cannot be read\n${usage}`);
    });
    const request = runbookSearchRequestSchema.safeParse({ text });
    if (!request.success) throw usageError(request.error.issues.map(({ message }) => message).join("\n"));
    const { hits } = await searchRunbooks(ctx, request.data);
    const rows = hits.map((hit) => [
      hit.score.toFixed(2),
      hit.offered ? "yes" : "no",
      hit.id,
      hit.section,
      hit.because.map(({ word }) => word).join(" "),
    ]);
    return tableOf(["SCORE", "OFFERED", "RUNBOOK", "SECTION", "BECAUSE"], rows);
  };
}

/** What the arguments ask for; throws a usage error before anything is opened. */
function readTask(args: string[]): Task {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { source: { type: "string" } },
  });
  const [action, place, ...rest] = positionals;
  if (rest.length > 0) throw usageError(usage);
  if (action === "import" && place) return importFolder(place, values.source);
  if (action === "status" && place === undefined) return status;
  if (action === "search" && place) return search(place);
  throw usageError(usage);
}

/** `npm run runbooks`: imports a folder of runbooks, while the server runs and while it does not. */
await runCommand(async () => {
  const task = readTask(process.argv.slice(2));
  process.stdout.write(await withCommandContext(task));
});
