import type { Actor } from "#lib/contracts/access.ts";
import type { CalibrationVersion } from "#lib/contracts/calibration.ts";
import type { Removed } from "#lib/contracts/redaction.ts";
import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import type { Policy } from "#lib/gateway/policy.ts";
import { recordTrace, type TraceRecorder } from "#lib/gateway/trace.ts";
import type { VersionedPrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { type ChosenPrompt, choosePrompt } from "#lib/services/prompts/prompts-in-use.ts";
import { fingerprint } from "#lib/triage/fingerprint.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import { idempotencyKeyOf, type NewIdempotencyKey } from "./idempotency-key.ts";
import { type Incident, incidentOf, incidentOfWithheld } from "./incident.ts";
import { redactRequest } from "./redact-request.ts";
import type { Charge } from "./stored-attempt.ts";

/** One request on its way to a stored triage: what is known of it before anybody read it. */
export interface Operation {
  /** Of the triage that will be stored; claims are held in its name. */
  triageId: Triage["id"];
  /** Without the secrets and personal data that it came with. */
  request: TriageRequest;
  removed: Removed;
  /** Nothing of its words may be read: see `redactRequest`. */
  isWithheld: boolean;
  /** What the organisation taught the rules engine, as it was when the operation began. */
  own: OwnSignals;
  /** What reviewed cards said of confidence when the operation began. */
  calibration: CalibrationVersion | null;
  /** What a model is asked with, if one is. */
  promptInUse: VersionedPrompt;
  incident: Incident;
  startedAt: Date;
  /** Who pays for its calls. */
  charge: Charge;
  /** The caller's, for this request; null without one. */
  idempotencyKey: NewIdempotencyKey | null;
  /** Knows when the operation began on the monotonic clock. */
  trace: TraceRecorder;
}

/** A service pays in its own name and its team's; people and the gateway itself in nobody's. */
const payerOf = (actor: Actor): Pick<Charge, "apiKeyId" | "team"> =>
  actor.type === "api_key" ? { apiKeyId: actor.id, team: actor.team } : { apiKeyId: null, team: null };

interface Beginning {
  idempotencyKey: string | null;
  /** Who pays for it; the one who asks where absent. */
  payer?: Pick<Charge, "apiKeyId" | "team">;
}

/** Redaction comes first: what an operation knows of a request is what may be stored and sent. */
export async function beginOperation(
  ctx: ServiceContext,
  given: TriageRequest,
  { idempotencyKey, payer = payerOf(ctx.actor) }: Beginning,
): Promise<Operation> {
  const trace = recordTrace(ctx);
  const startedAt = ctx.runtime.now();
  const triageId = ctx.runtime.newId("tri");
  const { request, removed, isWithheld } = await ctx.observer.around(
    "redaction",
    () => redactRequest(ctx, given),
    (redacted) => ({ withheld: redacted.isWithheld, removedKinds: Object.keys(redacted.removed).length }),
  );
  trace.add({ kind: "redaction", removed, reason: redactionReason(removed, isWithheld) });
  const [own, calibration] = await Promise.all([ctx.ownSignals(), ctx.calibration()]);
  const print = isWithheld ? "" : fingerprint(request.text);
  const chosen = choosePrompt(ctx.prompts, print);
  if (ctx.prompts.candidate) trace.add({ kind: "prompt", ...splitDecision(chosen, ctx.prompts.candidate) });
  const versions = { prompt: chosen.prompt.version, rules: rulesVersionOf(own) };
  const incident = isWithheld
    ? incidentOfWithheld(triageId)
    : incidentOf(ctx.policy, { ...request, fingerprint: print }, versions);
  return {
    triageId,
    request,
    removed,
    isWithheld,
    own,
    calibration,
    promptInUse: chosen.prompt,
    incident,
    startedAt,
    charge: { account: "triage", ...payer, source: request.source ?? null },
    idempotencyKey: idempotencyKey === null ? null : idempotencyKeyOf(ctx, idempotencyKey, request),
    trace,
  };
}

function splitDecision({ prompt: { version }, arm }: ChosenPrompt, { percent }: { percent: number }) {
  const who = arm === "candidate" ? "the candidate" : "the prompt in use";
  const reason = `${percent}% of the incidents have the candidate; this one has ${who}, by its fingerprint`;
  return { version, arm, percent, reason };
}

function redactionReason(removed: Removed, isWithheld: boolean): string {
  if (isWithheld) return "the text could not be checked and was withheld";
  return Object.keys(removed).length > 0
    ? "secrets or personal data were replaced by placeholders"
    : "nothing to remove was found";
}

export const elapsedMsOf = (ctx: Pick<ServiceContext, "runtime">, { trace }: Operation) =>
  ctx.runtime.elapsedMs() - trace.startedMs;

/** Time kept free before the deadline to answer by rules and to store that: 1/20 of it, at most half a second. */
const answerReserveMs = ({ deadlineMs }: Policy) => Math.min(500, deadlineMs / 20);

/** How long the operation may still wait for something and yet answer in time; not above 0 when it may not. */
export const patienceMsOf = (ctx: Pick<ServiceContext, "runtime" | "policy">, operation: Operation) =>
  ctx.policy.deadlineMs - answerReserveMs(ctx.policy) - elapsedMsOf(ctx, operation);
