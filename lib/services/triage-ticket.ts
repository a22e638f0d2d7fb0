import { findReusableTriage, type NewTriage, storeTriage } from "#db/queries/triages.ts";
import { cardSchemaVersion, type Triage, type TriageRequest } from "#lib/contracts/triage.ts";
import { type Obtained, obtainExtraction } from "#lib/gateway/obtain.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import { buildCard } from "#lib/triage/card.ts";
import { fingerprint, incidentKey } from "#lib/triage/fingerprint.ts";
import { reviewFor } from "#lib/triage/review.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { titleOf } from "#lib/triage/title.ts";
import type { ServiceContext } from "./context.ts";
import { toTriage } from "./to-triage.ts";
import { usageOf } from "./usage.ts";

type Verdict = Pick<NewTriage["triage"], "card" | "facts" | "origin" | "review">;

/**
 * Triages a text: the stored card of the same incident if there is one, else a model within the deadline, else the
 * rules engine. Stores ticket, triage, card and every attempt before it answers.
 */
export async function triageTicket(ctx: ServiceContext, request: TriageRequest): Promise<Triage> {
  const startedMs = ctx.runtime.elapsedMs();
  const policyVersion = policyVersionOf(ctx.policy);
  const prompt = renderTriagePrompt(request);
  const print = fingerprint(request.text);
  const key = incidentKey({
    fingerprint: print,
    service: request.service ?? null,
    environment: request.environment ?? null,
    promptVersion: prompt.version,
    policyVersion,
    schemaVersion: cardSchemaVersion,
    models: [...ctx.policy.models.cheap, ...ctx.policy.models.strong],
  });

  const now = ctx.runtime.now();
  const reusable = await findReusableTriage(ctx.database, key, now);
  const obtained = reusable
    ? null
    : await obtainExtraction({ policy: ctx.policy, prompt, startedMs, signal: ctx.signal }, ctx);
  const verdict = reusable
    ? { ...reusable, origin: { ...reusable.origin, path: "cache" as const } }
    : decide(ctx, request, obtained, policyVersion);

  const attempts = obtained?.attempts ?? [];
  const stored: NewTriage = {
    ticket: {
      id: ctx.runtime.newId("tkt"),
      text: request.text,
      title: titleOf(request.text),
      source: request.source ?? null,
      service: request.service ?? null,
      environment: request.environment ?? null,
      externalId: request.externalId ?? null,
      metadata: request.metadata ?? null,
      callbackUrl: request.callbackUrl ?? null,
      actor: {
        type: ctx.actor.type,
        id: ctx.actor.id,
        team: ctx.actor.type === "api_key" ? ctx.actor.team : null,
      },
    },
    triage: {
      id: ctx.runtime.newId("tri"),
      status: "done",
      fingerprint: print,
      incidentKey: key,
      ...verdict,
      usage: usageOf(attempts),
      timing: {
        totalMs: ctx.runtime.elapsedMs() - startedMs,
        modelMs: attempts.reduce((sum, attempt) => sum + attempt.outcome.ms, 0),
      },
    },
    attempts,
    reusableUntil:
      reusable || verdict.origin.degraded
        ? null
        : new Date(now.getTime() + ctx.policy.cacheTtlSeconds * 1000),
    eventId: ctx.runtime.newId("evt"),
    createdAt: now,
  };
  const incident = await storeTriage(ctx.database, stored);
  ctx.logger.info(
    {
      requestId: ctx.requestId,
      triageId: stored.triage.id,
      path: verdict.origin.path,
      degradedReason: verdict.origin.degradedReason,
      totalMs: Math.round(stored.triage.timing.totalMs),
    },
    "triaged",
  );
  return toTriage(stored, incident);
}

/** Facts to card: whoever read the text, the same plain functions decide. */
function decide(
  ctx: ServiceContext,
  request: TriageRequest,
  obtained: Obtained | null,
  policyVersion: string,
): Verdict {
  const rules = extractWithRules(request);
  const model = obtained?.by === "model" ? obtained.attempt : null;
  const degradedReason = obtained?.by === "rules" ? obtained.degradedReason : null;
  const { card, facts, unsupported } = model
    ? buildCard({ extraction: model.outcome.extraction, text: request.text, rules, extractor: "model" })
    : buildCard({ extraction: rules, text: request.text, extractor: "rules" });
  return {
    card,
    facts,
    origin: {
      path: model ? "model" : "rules",
      degraded: degradedReason !== null,
      degradedReason,
      tier: model?.tier ?? null,
      model: model?.model ?? null,
      promptVersion: model?.promptVersion ?? null,
      policyVersion,
      simulated: model?.outcome.simulated ?? false,
    },
    review: reviewFor(card, {
      reviewBelow: ctx.policy.reviewBelow,
      unsupported,
      degraded: degradedReason !== null,
    }),
  };
}
