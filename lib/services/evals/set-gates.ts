import { readMakeup } from "#db/queries/eval-set-versions.ts";
import { findEvalSet, lockEvalSet, type StoredEvalSet, storeGates } from "#db/queries/eval-sets.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { EvalSetDetail, SetGates } from "#lib/contracts/eval-set.ts";
import { AppError } from "#lib/core/errors.ts";
import { whyUnfit } from "#lib/evals/fit-to-judge.ts";
import { gatesVersionOf } from "#lib/evals/gates.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";

const noSuchSet = (name: string) => new AppError("not_found", `There is no eval set ${name}.`);

/** A set with its gates, and whether it is fit to promote over; throws `not_found`. */
export async function getEvalSetDetail(
  ctx: Pick<ServiceContext, "database">,
  name: string,
): Promise<EvalSetDetail> {
  const set = await findEvalSet(ctx.database, name);
  if (!set) throw noSuchSet(name);
  const { builtIn, version, revision, cases, gates, updatedAt } = set;
  return {
    name,
    builtIn,
    version,
    revision,
    cases,
    gates,
    gatesVersion: gatesVersionOf(gates),
    unfit: await whySetIsUnfit(ctx, set),
    updatedAt: updatedAt.toISOString(),
  };
}

/** Why nothing may be promoted over a set as it is now; empty when it is fit to judge. */
export async function whySetIsUnfit(
  { database }: Pick<ServiceContext, "database">,
  { name, revision }: Pick<StoredEvalSet, "name" | "revision">,
): Promise<string[]> {
  return whyUnfit(await readMakeup(database, name, revision));
}

/**
 * Gives a set other gates; runs that were checked against the earlier ones no longer speak for anything. Throws
 * `not_found`, and `conflict` for a set that comes with the product or when the gates are not `basedOn` any more.
 */
export async function setEvalGates(
  ctx: Pick<ServiceContext, "database" | "runtime" | "actor">,
  name: string,
  { gates, basedOn, reason }: SetGates,
): Promise<EvalSetDetail> {
  await inTransaction(ctx.database, async (tx) => {
    const set = await lockEvalSet(tx, name);
    if (!set) throw noSuchSet(name);
    if (set.builtIn) {
      throw new AppError(
        "conflict",
        `The set ${name} comes with the product, and its gates with it: evals/sets/${name}.gates.json.`,
      );
    }
    const earlier = gatesVersionOf(set.gates);
    if (basedOn !== undefined && basedOn !== earlier) {
      throw new AppError(
        "conflict",
        "Somebody changed the gates meanwhile. Look at them and change them again.",
      );
    }
    const version = gatesVersionOf(gates);
    if (version === earlier) return;
    await storeGates(tx, name, gates, ctx.runtime.now());
    await recordAudit(tx, ctx, {
      action: "eval_set.gates_changed",
      subject: { type: "eval_set", id: name, name },
      before: { gatesVersion: earlier, gates: set.gates },
      after: { gatesVersion: version, gates },
      reason,
    });
  });
  return await getEvalSetDetail(ctx, name);
}
