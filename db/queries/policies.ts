import { desc, eq, lt, sql } from "drizzle-orm";
import {
  type PolicyActivation,
  type PolicyContent,
  type PolicyHistory,
  type PolicyVersion,
  policyContentSchema,
} from "../../lib/contracts/policy.ts";
import type { Database, Queryable } from "../client.ts";
import { policyActivations, policyVersions } from "../schema/policies.ts";
import { cursorOfPosition, positionOfCursor } from "./position-cursor.ts";
import { run } from "./run.ts";

/** PostgreSQL channel on which it is announced that another policy is in force. */
const policyChannel = "gateway_policy";

/** Any fixed number: whoever changes what is in force holds this lock until it is stored. */
const policyLock = 7_041_906_234;

export interface ActivePolicy {
  active: PolicyVersion;
  activation: PolicyActivation;
  /** What the environment said then, as it was stored. */
  environment: unknown;
}

const versionOf = ({ version, content }: typeof policyVersions.$inferSelect): PolicyVersion => ({
  version,
  content: policyContentSchema.parse(content),
});

const activationOf = ({
  activatedAt,
  actorName,
  actorId: _actorId,
  environment: _environment,
  ...row
}: typeof policyActivations.$inferSelect): PolicyActivation => ({
  ...row,
  by: actorName,
  at: activatedAt.toISOString(),
});

/** The policy in force; null before the first. */
export async function findActivePolicy(db: Queryable): Promise<ActivePolicy | null> {
  const [row] = await run(
    db
      .select()
      .from(policyActivations)
      .innerJoin(policyVersions, eq(policyVersions.version, policyActivations.version))
      .orderBy(desc(policyActivations.number))
      .limit(1),
  );
  return row
    ? {
        active: versionOf(row.policy_versions),
        activation: activationOf(row.policy_activations),
        environment: row.policy_activations.environment,
      }
    : null;
}

/** A version, whether it was ever in force or not. */
export async function findPolicyVersion(db: Queryable, version: string): Promise<PolicyVersion | null> {
  const [row] = await run(db.select().from(policyVersions).where(eq(policyVersions.version, version)));
  return row ? versionOf(row) : null;
}

/** Whether a version was in force at any time. */
export async function wasPolicyActive(db: Queryable, version: string): Promise<boolean> {
  return (await run(db.$count(policyActivations, eq(policyActivations.version, version)))) > 0;
}

/** What was in force, newest first. */
export async function listPolicyHistory(
  db: Queryable,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<PolicyHistory> {
  const rows = await run(
    db
      .select()
      .from(policyActivations)
      .innerJoin(policyVersions, eq(policyVersions.version, policyActivations.version))
      .where(cursor === undefined ? undefined : lt(policyActivations.number, positionOfCursor(cursor)))
      .orderBy(desc(policyActivations.number))
      .limit(limit + 1),
  );
  const items = rows.slice(0, limit).map((row) => ({
    ...activationOf(row.policy_activations),
    content: versionOf(row.policy_versions).content,
  }));
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? cursorOfPosition(last.number) : null };
}

/** Waits until nobody else changes what is in force, and keeps others from it until the transaction ends. */
export async function lockPolicy(tx: Queryable): Promise<void> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${policyLock})`));
}

interface Who {
  actorId: string;
  actorName: string;
  now: Date;
}

/** Keeps a version; one with the same content is there already, and stays as it is. */
export async function keepPolicyVersion(
  tx: Queryable,
  { version, content, actorId, actorName, now }: { version: string; content: PolicyContent } & Who,
): Promise<void> {
  await run(
    tx
      .insert(policyVersions)
      .values({ version, content, createdById: actorId, createdBy: actorName, createdAt: now })
      .onConflictDoNothing(),
  );
}

/** Puts a version in force and announces it. Under the lock of `lockPolicy`. */
export async function activatePolicy(
  tx: Queryable,
  {
    now,
    ...row
  }: Pick<PolicyActivation, "version" | "previous" | "kind" | "reason"> & Who & { environment: unknown },
): Promise<void> {
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from policy_activations)`;
  await run(tx.insert(policyActivations).values({ ...row, number, activatedAt: now }));
  await run(tx.execute(sql`select pg_notify(${policyChannel}, '')`));
}

/** Hears of every change, on a connection that is opened again when it breaks; then, too, `onChange` is called. */
export async function listenForPolicyChanges(db: Database, onChange: () => void): Promise<void> {
  await run(db.$client.listen(policyChannel, onChange, onChange));
}
