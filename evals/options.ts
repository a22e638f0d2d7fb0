import { parseArgs } from "node:util";
import { z } from "zod";
import { evalEngines, repeatsMax } from "#lib/contracts/eval-run.ts";
import { promptVersionSchema } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";

/** What a run was begun with stays as it was. */
const begunWith = ["engine", "repeat", "baseline", "prompt", "policy"] as const;

const optionsSchema = z.object({
  /** A run that was cancelled or interrupted and is to go on. */
  resume: z
    .string()
    .regex(/^run_[0-9a-z]{26}$/, "--resume must be the id of a run")
    .optional(),
  cases: z.string().optional(),
  /** Folder whose markdown is imported before the run. */
  runbooks: z.string().optional(),
  engine: z.enum(evalEngines, `--engine must be one of ${evalEngines.join(", ")}`).default("auto"),
  predictions: z.string().optional(),
  baseline: z
    .string()
    .regex(/^(latest|run_[0-9a-z]{26})$/, "--baseline must be the id of a run, or latest")
    .optional(),
  prompt: promptVersionSchema.optional(),
  /** A file with a change of the policy, as the API takes it. */
  policy: z.string().optional(),
  repeat: z
    .string()
    .regex(/^\d{1,3}$/, "--repeat must be a number")
    .transform(Number)
    .pipe(
      z.number().min(1, "--repeat must be at least 1").max(repeatsMax, `--repeat is at most ${repeatsMax}`),
    )
    .default(1),
});
export type EvalOptions = z.infer<typeof optionsSchema>;

const usage = `usage: npm run eval -- [--cases FILE.jsonl] [--runbooks DIR] [--engine rules|model|auto]
                    [--predictions OUT.jsonl] [--baseline RUN|latest] [--repeat N] [--prompt VERSION]
                    [--policy PATCH.json]
       npm run eval -- --resume RUN [--cases FILE.jsonl] [--predictions OUT.jsonl]`;

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
        baseline: { type: "string" },
        repeat: { type: "string" },
        prompt: { type: "string" },
        policy: { type: "string" },
        resume: { type: "string" },
      },
    });
    const changed = values.resume === undefined ? [] : begunWith.filter((name) => values[name] !== undefined);
    if (changed.length > 0) throw new Error(`--resume goes on as the run was begun, without --${changed[0]}`);
    return optionsSchema.parse(values);
  } catch (cause) {
    const reason =
      cause instanceof z.ZodError ? cause.issues[0]?.message : cause instanceof Error ? cause.message : "";
    throw new AppError("invalid_fields", `${reason}\n${usage}`, { cause });
  }
}
