import {
  insertSignal,
  listEnabledSignals,
  listSignals as queryListSignals,
  setSignalEnabled,
} from "#db/queries/signals.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import {
  type ExplainRequest,
  type Explanation,
  type NewSignal,
  type OwnSignal,
  type SignalChange,
  signalsMax,
} from "#lib/contracts/rules.ts";
import { AppError } from "#lib/core/errors.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { explain } from "#lib/triage/rules/explain.ts";
import { compileOwnSignals, type OwnSignals, phraseProblem } from "#lib/triage/rules/own-signals.ts";
import { rulesVersionOf, shortHash } from "#lib/triage/rules/rules-version.ts";

/** The organisation's signals, newest first. */
export async function listSignals(ctx: ServiceContext): Promise<{ items: OwnSignal[] }> {
  return { items: await queryListSignals(ctx.database) };
}

/** Adds a signal. Throws `invalid_fields` for a phrase that cannot be looked for, `conflict` for one that is there. */
export async function addSignal(
  ctx: ServiceContext,
  { phrase, category, strength = "strong", severity, note }: NewSignal,
): Promise<OwnSignal> {
  const problem = phraseProblem(phrase);
  if (problem)
    throw new AppError("invalid_fields", "The phrase cannot be looked for.", {
      errors: [{ path: "phrase", message: problem }],
    });
  const now = ctx.runtime.now();
  const stored = await inTransaction(ctx.database, async (tx) => {
    const inserted = await insertSignal(tx, {
      phrase,
      category: category ?? null,
      strength: category ? strength : null,
      severity: severity ?? null,
      note: note ?? null,
      id: ctx.runtime.newId("sig"),
      enabled: true,
      createdById: ctx.actor.id,
      createdBy: ctx.actor.name,
      createdAt: now,
      ...changeBy(ctx),
    });
    if (typeof inserted !== "string") {
      await recordAudit(tx, ctx, {
        action: "signal.created",
        subject: subjectOf(inserted),
        before: null,
        after: {
          phrase,
          category: inserted.category,
          strength: inserted.strength,
          severity: inserted.severity,
          note: inserted.note,
        },
      });
    }
    return inserted;
  });
  if (stored === "known") throw new AppError("conflict", "This phrase speaks for this already.");
  if (stored === "full")
    throw new AppError("conflict", `There are ${signalsMax} signals, which is the limit.`);
  return stored;
}

/** Turns a signal on or off; throws `not_found`. */
export async function changeSignal(
  ctx: ServiceContext,
  id: string,
  { enabled }: SignalChange,
): Promise<OwnSignal> {
  return await inTransaction(ctx.database, async (tx) => {
    const changed = await setSignalEnabled(tx, id, { enabled, ...changeBy(ctx) });
    if (!changed) throw new AppError("not_found", `There is no signal ${id}.`);
    await recordAudit(tx, ctx, {
      action: "signal.changed",
      subject: subjectOf(changed),
      before: { enabled: !enabled },
      after: { enabled },
    });
    return changed;
  });
}

const subjectOf = ({ id, phrase }: OwnSignal) => ({ type: "signal", id, name: phrase });

const changeBy = ({ actor, runtime }: ServiceContext) => ({
  changedById: actor.id,
  changedBy: actor.name,
  changedAt: runtime.now(),
});

/** The signals that count, as they are stored now. */
export async function loadOwnSignals({ database }: Pick<ServiceContext, "database">): Promise<OwnSignals> {
  return compileOwnSignals(await listEnabledSignals(database), shortHash);
}

/** What the rules engine makes of a text, signal by signal. Nothing is stored; signals count as they are stored now. */
export async function explainText(
  ctx: ServiceContext,
  { text, environment }: ExplainRequest,
): Promise<Explanation> {
  const own = await loadOwnSignals(ctx);
  return { ...explain(text, { own, environment }), rulesVersion: rulesVersionOf(own) };
}
