import { and, asc, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { CallerLimits, LimitsChange } from "../../lib/contracts/limits.ts";
import type { Queryable } from "../client.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { type callerKinds, callerLimits } from "../schema/caller-limits.ts";
import { run } from "./run.ts";

type Kind = (typeof callerKinds)[number];

const ofKey = alias(callerLimits, "limits_of_key");
const ofTeam = alias(callerLimits, "limits_of_team");

/** Limits of a key and of its team, for a query of keys that `joins` was added to. */
export const limitsOfKeys = {
  columns: {
    keyRequests: ofKey.requestsPerMinute,
    keyTokens: ofKey.tokensPerMinute,
    teamRequests: ofTeam.requestsPerMinute,
    teamTokens: ofTeam.tokensPerMinute,
  },
  key: { table: ofKey, on: and(eq(ofKey.kind, "key"), eq(ofKey.name, apiKeys.id)) },
  team: { table: ofTeam, on: and(eq(ofTeam.kind, "team"), eq(ofTeam.name, apiKeys.team)) },
};

/** Every caller with limits of its own; there are no more than keys and teams. */
export async function listCallerLimits(
  db: Queryable,
): Promise<({ kind: Kind; name: string } & CallerLimits)[]> {
  return await run(db.select().from(callerLimits).orderBy(asc(callerLimits.kind), asc(callerLimits.name)));
}

/** Sets limits and says what they were before; null: there were none. */
export async function changeCallerLimits(
  tx: Queryable,
  { kind, name }: { kind: Kind; name: string },
  change: LimitsChange,
): Promise<{ before: CallerLimits | null; after: CallerLimits }> {
  const columns = {
    requestsPerMinute: callerLimits.requestsPerMinute,
    tokensPerMinute: callerLimits.tokensPerMinute,
  };
  // Changes of one caller wait for each other, also when there is no row yet.
  await run(
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`caller-limits:${kind}:${name}`}, 0))`),
  );
  const [before] = await run(
    tx
      .select(columns)
      .from(callerLimits)
      .where(and(eq(callerLimits.kind, kind), eq(callerLimits.name, name))),
  );
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const after: CallerLimits = { requestsPerMinute: null, tokensPerMinute: null, ...before, ...given };
  await run(
    tx
      .insert(callerLimits)
      .values({ kind, name, ...after })
      .onConflictDoUpdate({ target: [callerLimits.kind, callerLimits.name], set: after }),
  );
  return { before: before ?? null, after };
}
