import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { gatesSchema } from "#lib/contracts/eval-gates.ts";
import { AppError } from "#lib/core/errors.ts";
import { parseCases } from "#lib/evals/case-file.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { installBuiltInSet } from "#lib/services/evals/eval-sets.ts";

const gatesFileSchema = z.strictObject({ gates: gatesSchema });

/**
 * Brings every `<name>.jsonl` of a folder, with the gates of `<name>.gates.json`, into the database. Where nothing
 * changed since the last start it costs two queries a set.
 */
export async function installBuiltInSets(ctx: ServiceContext, folder: string): Promise<void> {
  const files = await readdir(folder);
  for (const file of files.filter((each) => each.endsWith(".jsonl")).sort()) {
    const name = path.basename(file, ".jsonl");
    const cases = parseCases(file, await readFile(path.join(folder, file), "utf8"));
    const gatesFile = `${name}.gates.json`;
    const content = await readFile(path.join(folder, gatesFile), "utf8");
    const parsed = gatesFileSchema.safeParse(JSON.parse(content));
    if (!parsed.success) {
      throw new AppError("invalid_fields", `${gatesFile}: ${parsed.error.issues[0]?.message}`, {
        cause: parsed.error,
      });
    }
    await installBuiltInSet(ctx, { name, cases, gates: parsed.data.gates });
  }
}
