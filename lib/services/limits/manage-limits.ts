import { findApiKeyName } from "#db/queries/api-keys.ts";
import { listCallerLimits } from "#db/queries/caller-limits.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import {
  type CallerLimits,
  type KeyLimits,
  type Limits,
  type LimitsChange,
  noLimits,
  type TeamLimits,
  type TeamLimitsChange,
} from "#lib/contracts/limits.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { setLimits } from "./set-limits.ts";

type ManageContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

const fieldsOf = ({ requestsPerMinute, tokensPerMinute }: CallerLimits) => ({
  requestsPerMinute,
  tokensPerMinute,
});

/** Defaults, and everybody with limits of their own. */
export async function readLimits({
  database,
  limits,
}: Pick<ServiceContext, "database" | "limits">): Promise<Limits> {
  const known = await listCallerLimits(database);
  const limited = known.filter(
    ({ requestsPerMinute, tokensPerMinute }) => requestsPerMinute !== null || tokensPerMinute !== null,
  );
  const of = (kind: "key" | "team") => limited.filter((one) => one.kind === kind);
  return {
    default: fieldsOf(limits?.defaults ?? noLimits),
    keys: of("key").map(({ name, ...limit }) => ({ apiKeyId: name, ...fieldsOf(limit) })),
    teams: of("team").map(({ name, ...limit }) => ({ team: name, ...fieldsOf(limit) })),
  };
}

/** Sets the limits of a key; throws `not_found` when there is none. */
export async function changeKeyLimits(
  ctx: ManageContext,
  id: string,
  change: LimitsChange,
): Promise<KeyLimits> {
  const keyName = await findApiKeyName(ctx.database, id);
  if (keyName === null) throw new AppError("not_found", `There is no key ${id}.`);
  const after = await inTransaction(ctx.database, (tx) =>
    setLimits(tx, ctx, { kind: "key", id, name: keyName }, change),
  );
  return { apiKeyId: id, ...after };
}

/** Sets the limits of a team, which all of its keys share. */
export async function changeTeamLimits(
  ctx: ManageContext,
  { team, ...change }: TeamLimitsChange,
): Promise<TeamLimits> {
  const after = await inTransaction(ctx.database, (tx) =>
    setLimits(tx, ctx, { kind: "team", id: team, name: team }, change),
  );
  return { team, ...after };
}
