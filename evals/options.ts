import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError } from "#lib/core/errors.ts";

const engines = ["rules", "model", "auto"] as const;

const optionsSchema = z.object({
  cases: z.string().optional(),
  /** Folder whose markdown is imported before the run. */
  runbooks: z.string().optional(),
  engine: z.enum(engines, `--engine must be one of ${engines.join(", ")}`).default("auto"),
  predictions: z.string().optional(),
});
export type EvalOptions = z.infer<typeof optionsSchema>;

const usage =
  "usage: npm run eval -- [--cases FILE.jsonl] [--runbooks DIR] [--engine rules|model|auto] [--predictions OUT.jsonl]";

/** Parses the command line; throws `invalid_fields`. */
export function readOptions(args: string[]): EvalOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        cases: { type: "string" },
        runbooks: { type: "string" },
        engine: { type: "string" },
        predictions: { type: "string" },
      },
    });
    return optionsSchema.parse(values);
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError ? cause.issues[0]?.message : cause instanceof Error ? cause.message : "";
    throw new AppError("invalid_fields", `${reason}\n${usage}`, { cause });
  }
}
