import type { NewTriage } from "#db/queries/new-triage.ts";
import { storeTriage } from "#db/queries/store-triage.ts";
import { findReusableTriage } from "#db/queries/triages.ts";
import type { Card, Triage, TriageRequest } from "#lib/contracts/triage.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import { buildCard } from "#lib/triage/card.ts";
import { quoteFinder } from "#lib/triage/find-quote.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { titleOf } from "#lib/triage/title.ts";
import type { ServiceContext } from "./context.ts";
import { incidentOf } from "./incident.ts";
import { type Judgement, judge } from "./judge.ts";
import { toStoredAttempt } from "./stored-attempt.ts";
import { toTriage } from "./to-triage.ts";
import { usageOf } from "./usage.ts";

/**
 * Triages a text: the stored card of the same incident if there is one, else a model within the deadline, else the
 * rules engine. Ticket, triage, card and every attempt are stored before it answers.
 */
export async function triageTicket(ctx: ServiceContext, request: TriageRequest): Promise<Triage> {
  const startedMs = ctx.runtime.elapsedMs();
  const now = ctx.runtime.now();
  const prompt = renderTriagePrompt(request);
  const incident = incidentOf(ctx.policy, request, prompt.version);

  const reusable = await findReusableTriage(ctx.database, incident.key, now);
  const { judgement, attempts } = reusable
    ? { judgement: fromCache(reusable, request), attempts: [] }
    : await judge(ctx, request, prompt, startedMs);

  const reusableUntil =
    reusable || judgement.origin.degraded
      ? null
      : new Date(now.getTime() + ctx.policy.cacheTtlSeconds * 1000);
  const stored: NewTriage = {
    ticket: ticketOf(ctx, request),
    triage: {
      id: ctx.runtime.newId("tri"),
      status: "done",
      fingerprint: incident.fingerprint,
      incidentKey: incident.key,
      ...judgement,
      usage: usageOf(attempts),
      timing: { totalMs: ctx.runtime.elapsedMs() - startedMs, modelMs: modelMsOf(attempts) },
    },
    attempts: attempts.map(toStoredAttempt),
    reusableUntil,
    eventId: ctx.runtime.newId("evt"),
    createdAt: now,
  };
  const counted = await storeTriage(ctx.database, stored);
  const triage = toTriage(stored, counted);
  ctx.logger.info(
    { requestId: ctx.requestId, triageId: triage.id, ...triage.origin, ...triage.timing },
    "triaged",
  );
  return triage;
}

/**
 * The stored verdict for another report of the incident. Evidence is what this text says, too; words that the rules
 * engine found are found anew, because times and hosts differ.
 */
function fromCache(reusable: Judgement, request: TriageRequest): Judgement {
  const find = quoteFinder(request.text);
  const words = reusable.origin.model === null ? wordsByRules(request) : null;
  const evidence = reusable.card.evidence.flatMap((item) => {
    const quote = find(item.quote);
    return quote === null ? [] : [{ ...item, quote }];
  });
  return {
    ...reusable,
    card: { ...reusable.card, ...words?.card, evidence },
    stepScores: words?.stepScores ?? reusable.stepScores,
    origin: { ...reusable.origin, path: "cache" },
  };
}

function wordsByRules(request: TriageRequest): {
  card: Pick<Card, "summary" | "steps">;
  stepScores: number[];
} {
  const { card, stepScores } = buildCard({
    ...request,
    extraction: extractWithRules(request),
    extractor: "rules",
  });
  return { card: { summary: card.summary, steps: card.steps }, stepScores };
}

const modelMsOf = (attempts: readonly Attempt[]) =>
  attempts.reduce((sum, attempt) => sum + attempt.outcome.ms, 0);

function ticketOf(ctx: ServiceContext, request: TriageRequest): NewTriage["ticket"] {
  return {
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
  };
}
