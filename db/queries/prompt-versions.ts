import { desc, eq, inArray, sql } from "drizzle-orm";
import type { PromptContent } from "../../lib/contracts/prompts.ts";
import type { Queryable } from "../client.ts";
import { policyActivations, policyVersions } from "../schema/policies.ts";
import { promptVersions } from "../schema/prompt-versions.ts";
import { run } from "./run.ts";

export type NewPromptVersion = typeof promptVersions.$inferInsert;

/** Versions that a list shows; an organisation has tens of them. */
const listed = 200;

const summaryColumns = {
  version: promptVersions.version,
  name: promptVersions.name,
  note: promptVersions.note,
  builtIn: promptVersions.builtIn,
  basedOn: promptVersions.basedOn,
  schemaVersion: promptVersions.schemaVersion,
  createdBy: promptVersions.createdBy,
  createdAt: promptVersions.createdAt,
};

const summaryOf = <Row extends { createdAt: Date }>({ createdAt, ...row }: Row) => ({
  ...row,
  createdAt: createdAt.toISOString(),
});

/** Newest first, without their texts. */
export async function listPromptVersions(db: Queryable) {
  const rows = await run(
    db
      .select(summaryColumns)
      .from(promptVersions)
      .orderBy(desc(promptVersions.createdAt), desc(promptVersions.version))
      .limit(listed),
  );
  return rows.map(summaryOf);
}

export async function findPromptVersion(db: Queryable, version: string) {
  const [row] = await run(
    db
      .select({ ...summaryColumns, content: promptVersions.content })
      .from(promptVersions)
      .where(eq(promptVersions.version, version)),
  );
  return row ? summaryOf(row) : null;
}

/** The versions of the answer that prompts ask for, by version of the prompt; of those that are there. */
export async function schemasOfPrompts(
  db: Queryable,
  versions: readonly string[],
): Promise<Map<string, string>> {
  if (versions.length === 0) return new Map();
  const rows = await run(
    db
      .select({ version: promptVersions.version, schemaVersion: promptVersions.schemaVersion })
      .from(promptVersions)
      .where(inArray(promptVersions.version, [...versions])),
  );
  return new Map(rows.map(({ version, schemaVersion }) => [version, schemaVersion]));
}

/** The texts of versions by their names; of those that are there. */
export async function readPromptContents(
  db: Queryable,
  versions: readonly string[],
): Promise<Map<string, PromptContent>> {
  if (versions.length === 0) return new Map();
  const rows = await run(
    db
      .select({ version: promptVersions.version, content: promptVersions.content })
      .from(promptVersions)
      .where(inArray(promptVersions.version, [...versions])),
  );
  return new Map(rows.map(({ version, content }) => [version, content]));
}

/** Keeps a version; false when it is there already. */
export async function insertPromptVersion(db: Queryable, version: NewPromptVersion): Promise<boolean> {
  const inserted = await run(
    db
      .insert(promptVersions)
      .values(version)
      .onConflictDoNothing()
      .returning({ version: promptVersions.version }),
  );
  return inserted.length > 0;
}

/** Every version that a policy in force ever named as the one in use. */
export async function listPromptsOnceActive(db: Queryable): Promise<Set<string>> {
  const active = sql<string | null>`${policyVersions.content} -> 'prompts' ->> 'active'`;
  const rows = await run(
    db
      .selectDistinct({ active })
      .from(policyActivations)
      .innerJoin(policyVersions, eq(policyVersions.version, policyActivations.version)),
  );
  return new Set(rows.flatMap((row) => (row.active === null ? [] : [row.active])));
}
