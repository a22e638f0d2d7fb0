import { readFile } from "node:fs/promises";
import { text as readStream } from "node:stream/consumers";
import { triageRequestSchema } from "#lib/contracts/triage.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { withCommandContext } from "../command-context.ts";
import { runCommand, usageError } from "../command-line.ts";

const usage = "usage: npm run triage -- FILE, or a text on standard input";

async function readText(files: string[]): Promise<string> {
  const [file, ...others] = files;
  if (others.length > 0) throw usageError(usage);
  const reading = file === undefined ? readStream(process.stdin) : readFile(file, "utf8");
  return reading.catch(() => {
    throw usageError(`${file ?? "standard input"} cannot be read\n${usage}`);
  });
}

/** `npm run triage`: one card as JSON on stdout. Exit 0 with a card, 2 on bad input. */
await runCommand(async () => {
  const request = triageRequestSchema.safeParse({
    text: await readText(process.argv.slice(2)),
    source: "cli",
  });
  if (!request.success) {
    throw usageError(
      request.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
    );
  }
  const triage = await withCommandContext((ctx) => triageTicket(ctx, request.data));
  process.stdout.write(`${JSON.stringify(triage.card, null, 2)}\n`);
});
