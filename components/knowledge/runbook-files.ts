import { runbookIdSchema, runbookMaxCharacters } from "#lib/contracts/runbooks.ts";

interface RunbookFile {
  id: string;
  markdown: string;
}

/** A request may hold 1 MiB and 200 runbooks; JSON needs more bytes than the text has characters. */
const batchMaxCharacters = 250_000;
const batchMax = 200;

/** Reads chosen files; those that cannot be runbooks are named with the reason. */
export async function readRunbookFiles(
  files: readonly File[],
): Promise<{ runbooks: RunbookFile[]; refused: { file: string; reason: string }[] }> {
  const runbooks = new Map<string, RunbookFile>();
  const refused: { file: string; reason: string }[] = [];
  for (const file of files) {
    const id = runbookIdSchema.safeParse(file.name.replace(/\.(?:md|markdown)$/i, "").replaceAll("__", "/"));
    const markdown = file.size <= 4 * runbookMaxCharacters ? await file.text() : null;
    if (!id.success) refused.push({ file: file.name, reason: "has no usable name" });
    else if (markdown === null || markdown.length > runbookMaxCharacters) {
      refused.push({ file: file.name, reason: `has over ${runbookMaxCharacters} characters` });
    } else if (runbooks.has(id.data))
      refused.push({ file: file.name, reason: "has the name of another file" });
    else runbooks.set(id.data, { id: id.data, markdown });
  }
  return { runbooks: [...runbooks.values()], refused };
}

/** Groups that each fit into one request. */
export function batchesOf(runbooks: readonly RunbookFile[]): RunbookFile[][] {
  const batches: RunbookFile[][] = [];
  let characters = 0;
  for (const runbook of runbooks) {
    const last = batches.at(-1);
    if (!last || last.length >= batchMax || characters + runbook.markdown.length > batchMaxCharacters) {
      batches.push([runbook]);
      characters = 0;
    } else last.push(runbook);
    characters += runbook.markdown.length;
  }
  return batches;
}
