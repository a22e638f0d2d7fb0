import {
  findLastMember,
  findRevision,
  listSetVersions as queryVersions,
  readMembers,
  readSetCases,
} from "#db/queries/eval-set-versions.ts";
import {
  type ChangedSet,
  changeEvalSet,
  findEvalSet,
  listSetCases,
  type NewEvalCase,
  listEvalSets as queryEvalSets,
  type SetChangeInput,
  type SetMember,
  type StoredEvalSet,
  storeEvalCases,
} from "#db/queries/eval-sets.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { findTriage, findTriageDetailByTicket } from "#db/queries/triages.ts";
import type { EvalCase } from "#lib/contracts/eval-case.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import type {
  AddCase,
  EvalSet,
  EvalSetCasePage,
  EvalSetVersionPage,
  ImportCases,
  RestoreSet,
  SetChange,
} from "#lib/contracts/eval-set.ts";
import { AppError } from "#lib/core/errors.ts";
import { caseHash, caseLine, casesMax, parseCases, setVersionOf } from "#lib/evals/case-file.ts";
import { gatesForNewSets } from "#lib/evals/default-gates.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { textKindOf } from "#lib/triage/rules/text-kind.ts";
import { titleOf } from "#lib/triage/title.ts";

type SetContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

/** Cases under the names of their contents. */
export const namedCases = (cases: readonly EvalCase[]): NewEvalCase[] =>
  cases.map((content) => ({ hash: caseHash(content), title: titleOf(content.text), content }));

const memberOf = ({ hash, content }: NewEvalCase): SetMember => ({ caseId: content.id, hash });

export async function listEvalSets(ctx: SetContext): Promise<EvalSet[]> {
  return await queryEvalSets(ctx.database);
}

/** Throws `not_found`. */
export async function getEvalSet(ctx: SetContext, name: string): Promise<StoredEvalSet> {
  const set = await findEvalSet(ctx.database, name);
  if (!set) throw new AppError("not_found", `There is no eval set ${name}.`);
  return set;
}

/** A page of a set's present cases; throws `not_found`. */
export async function listEvalSetCases(
  ctx: SetContext,
  name: string,
  query: Parameters<typeof listSetCases>[2],
): Promise<EvalSetCasePage> {
  await getEvalSet(ctx, name);
  return await listSetCases(ctx.database, name, query);
}

/** The cases of a set in a version it has or had, the present one by default, in order; throws `not_found`. */
export async function readEvalSet(ctx: SetContext, name: string, version?: string): Promise<NewEvalCase[]> {
  const set = await getEvalSet(ctx, name);
  const revision =
    version === undefined || version === set.version
      ? set.revision
      : await findRevision(ctx.database, name, version);
  if (revision === null) throw new AppError("not_found", `The set ${name} never had a version ${version}.`);
  return await readSetCases(ctx.database, name, revision);
}

/** A set as JSONL, a case a line; throws `not_found`. */
export async function exportEvalSet(ctx: SetContext, name: string, version?: string): Promise<string> {
  const cases = await readEvalSet(ctx, name, version);
  return cases.map(({ content }) => `${caseLine(content)}\n`).join("");
}

interface Change {
  cases?: readonly NewEvalCase[];
  builtIn?: boolean;
  gates?: readonly Gate[];
  next: (present: readonly SetMember[]) => SetMember[];
}

/** Throws `conflict` for a set that comes with the product, and `invalid_fields` for one that would be too big. */
async function change(ctx: SetContext, name: string, asked: Change): Promise<SetChange> {
  if (asked.cases) await storeEvalCases(ctx.database, asked.cases);
  const changed = await changeAudited(ctx, {
    name,
    builtIn: asked.builtIn ?? false,
    gates: asked.gates ?? gatesForNewSets,
    next: (present) => {
      const next = asked.next(present);
      if (next.length <= casesMax) return next;
      throw new AppError("invalid_fields", `A set has at most ${casesMax} cases.`);
    },
    versionOf: setVersionOf,
    actor: { id: ctx.actor.id, name: ctx.actor.name },
    now: ctx.runtime.now(),
  });
  if (changed) return { set: name, ...changed };
  throw new AppError(
    "conflict",
    `The set ${name} comes with the product. Choose another name for your cases.`,
  );
}

/** Changes a set and notes it, unless it is as it was. */
async function changeAudited(
  ctx: SetContext,
  asked: SetChangeInput,
): Promise<Omit<ChangedSet, "earlier"> | null> {
  return await inTransaction(ctx.database, async (tx) => {
    const changed = await changeEvalSet(tx, asked);
    if (!changed) return null;
    const { earlier, ...now } = changed;
    if (now.changed) {
      await recordAudit(tx, ctx, {
        action: "eval_set.changed",
        subject: { type: "eval_set", id: asked.name, name: asked.name },
        before: earlier,
        after: { version: now.version, cases: now.cases },
      });
    }
    return now;
  });
}

/** Cases with a known id take the place of theirs, the others come at the end. */
function merged(present: readonly SetMember[], added: readonly SetMember[]): SetMember[] {
  return [...new Map([...present, ...added].map((member) => [member.caseId, member])).values()];
}

/** Imports JSONL; all lines or none. Throws `invalid_fields` that names the line. */
export async function importEvalCases(
  ctx: SetContext,
  name: string,
  { jsonl, mode }: ImportCases,
): Promise<SetChange> {
  const cases = namedCases(parseLines(jsonl));
  const added = cases.map(memberOf);
  return await change(ctx, name, {
    cases,
    next: (present) => (mode === "merge" ? merged(present, added) : added),
  });
}

/** The lines of a request's field: what is wrong with them is wrong with the field. */
function parseLines(jsonl: string): EvalCase[] {
  try {
    return parseCases("line", jsonl);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError("invalid_fields", "Some fields are not valid: jsonl.", {
      errors: [{ path: "jsonl", message: error.message.slice(0, 300) }],
      cause: error,
    });
  }
}

/** Makes a triage a case with the labels a person gave it, else its card's. Throws `not_found` and `conflict`. */
export async function addEvalCase(ctx: SetContext, name: string, labels: AddCase): Promise<SetChange> {
  const { triageId, categoryAlt, tags } = labels;
  const triage = await findTriage(ctx.database, triageId);
  const detail = triage && (await findTriageDetailByTicket(ctx.database, triage.ticketId));
  if (!detail) throw new AppError("not_found", `There is no triage ${triageId}.`);
  const { text, service, environment } = detail.ticket;
  const { card } = detail.triage;
  const category = labels.category ?? card?.category;
  const severityMin = labels.severityMin ?? labels.severityMax ?? card?.severity;
  const severityMax = labels.severityMax ?? severityMin;
  if (!category || !severityMin || !severityMax)
    throw new AppError("conflict", `The triage ${triageId} has no card yet to take the labels from.`);
  const content: EvalCase = {
    id: triageId,
    text,
    ...(service ? { service } : {}),
    ...(environment ? { environment } : {}),
    kind: labels.kind ?? textKindOf(text),
    category,
    category_alt: categoryAlt.filter((other) => other !== category),
    severity_min: severityMin,
    severity_max: severityMax,
    label_origin: "reviewed",
    runbook_alt: [],
    tags,
  };
  const cases = namedCases([content]);
  return await change(ctx, name, { cases, next: (present) => merged(present, cases.map(memberOf)) });
}

/** Earlier versions keep the case. Throws `not_found` when the set has none of this id. */
export async function removeEvalCase(ctx: SetContext, name: string, caseId: string): Promise<SetChange> {
  await getEvalSet(ctx, name);
  const removed = await change(ctx, name, {
    next: (present) => present.filter((member) => member.caseId !== caseId),
  });
  if (removed.changed) return removed;
  throw new AppError("not_found", `The set ${name} has no case ${caseId}.`);
}

/** Puts a case back, or all of them as they were in a revision. Throws `not_found` for what the set never had. */
export async function restoreEvalSet(ctx: SetContext, name: string, asked: RestoreSet): Promise<SetChange> {
  await getEvalSet(ctx, name);
  return "caseId" in asked
    ? await restoreCase(ctx, name, asked.caseId)
    : await restoreRevision(ctx, name, asked.revision);
}

async function restoreCase(ctx: SetContext, name: string, caseId: string): Promise<SetChange> {
  const last = await findLastMember(ctx.database, name, caseId);
  if (!last) throw new AppError("not_found", `The set ${name} never had a case ${caseId}.`);
  const { position, ...member } = last;
  return await change(ctx, name, {
    next: (present) =>
      present.some((each) => each.caseId === caseId) ? [...present] : present.toSpliced(position, 0, member),
  });
}

async function restoreRevision(ctx: SetContext, name: string, revision: number): Promise<SetChange> {
  const members = await readMembers(ctx.database, name, revision);
  if (!members) throw new AppError("not_found", `The set ${name} has no revision ${revision}.`);
  return await change(ctx, name, { next: () => members });
}

/** What a set was after each change, newest first; throws `not_found`. */
export async function listEvalSetVersions(
  ctx: SetContext,
  name: string,
  query: Parameters<typeof queryVersions>[2],
): Promise<EvalSetVersionPage> {
  await getEvalSet(ctx, name);
  return await queryVersions(ctx.database, name, query);
}

/** Brings a set that comes with the product up to what this release holds. */
export async function installBuiltInSet(
  ctx: SetContext,
  { name, cases, gates }: { name: string; cases: readonly EvalCase[]; gates: readonly Gate[] },
): Promise<SetChange> {
  const named = namedCases(cases);
  const set = await findEvalSet(ctx.database, name);
  // Most starts find the set as they left it.
  const isStored = set?.builtIn === true && set.version === setVersionOf(named.map(({ hash }) => hash));
  return await change(ctx, name, {
    ...(isStored ? {} : { cases: named }),
    builtIn: true,
    gates,
    next: () => named.map(memberOf),
  });
}
