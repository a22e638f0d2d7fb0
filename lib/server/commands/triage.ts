import { readFile } from "node:fs/promises";
import { text as readStream } from "node:stream/consumers";
import { triageRequestSchema } from "#lib/contracts/triage.ts";
import { triageTicket } from "#lib/services/triage-ticket.ts";
import { withCommandContext } from "../command-context.ts";

/** `npm run triage -- FILE` or standard input: the card as JSON on stdout. Exit 0 with a card, 2 on bad input. */
const [file, ...rest] = process.argv.slice(2);

function refuse(reason: string): never {
  process.stderr.write(`${reason}\nusage: npm run triage -- FILE, or text on standard input\n`);
  process.exit(2);
}

if (rest.length > 0) refuse("one file at a time");
const text = await (file === undefined ? readStream(process.stdin) : readFile(file, "utf8")).catch(() =>
  refuse(`${file ?? "standard input"} cannot be read`),
);
const request = triageRequestSchema.safeParse({ text, source: "cli" });
if (!request.success)
  refuse(request.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"));

const triage = await withCommandContext((ctx) => triageTicket(ctx, request.data));
process.stdout.write(`${JSON.stringify(triage.card, null, 2)}\n`);
