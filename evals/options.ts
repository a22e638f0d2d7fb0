import { parseArgs } from "node:util";
import { z } from "zod";

export const engines = ["rules", "model", "auto"] as const;

const optionsSchema = z.object({
  cases: z.string().optional(),
  engine: z.enum(engines, `--engine must be one of ${engines.join(", ")}`).default("auto"),
  predictions: z.string().optional(),
});
export type EvalOptions = z.infer<typeof optionsSchema>;

/** The command line is not usable; the message is for the person at the prompt. */
export class UsageError extends Error {}

export const usage =
  "usage: npm run eval -- [--cases FILE.jsonl] [--engine rules|model|auto] [--predictions OUT.jsonl]";

/** Parses the command line; throws `UsageError`. */
export function readOptions(args: string[]): EvalOptions {
  try {
    const { values } = parseArgs({
      args,
      options: { cases: { type: "string" }, engine: { type: "string" }, predictions: { type: "string" } },
    });
    return optionsSchema.parse(values);
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? cause.issues[0]?.message : String(cause);
    throw new UsageError(`${reason}\n${usage}`, { cause });
  }
}
