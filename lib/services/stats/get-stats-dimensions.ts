import { namesOfApiKeys } from "#db/queries/api-keys.ts";
import { inFiguresSnapshot, readCoverage } from "#db/queries/stats/coverage.ts";
import { listKnownValues } from "#db/queries/stats/known-values.ts";
import type { StatsDimensions, statsFilters } from "#lib/contracts/stats.ts";
import { noValue } from "#lib/contracts/vocabulary.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { dimensionOf } from "./dimensions.ts";

/** What figures can be narrowed to, with names for people. */
export async function getStatsDimensions(ctx: Pick<ServiceContext, "database">): Promise<StatsDimensions> {
  const known = await inFiguresSnapshot(ctx.database, async (tx) => {
    const { rolledUntil } = await readCoverage(tx);
    return await listKnownValues(tx, new Date(rolledUntil));
  });
  const names = await namesOfApiKeys(ctx.database, known.get(dimensionOf.key) ?? []);
  const valuesOf = (name: (typeof statsFilters)[number]) =>
    (known.get(dimensionOf[name]) ?? []).map((value) => ({
      value: value === "" ? noValue : value,
      label: value === "" ? noValue : (names.get(value) ?? value),
    }));
  return {
    account: valuesOf("account"),
    model: valuesOf("model"),
    tier: valuesOf("tier"),
    team: valuesOf("team"),
    key: valuesOf("key"),
    source: valuesOf("source"),
    prompt: valuesOf("prompt"),
    policy: valuesOf("policy"),
  };
}
