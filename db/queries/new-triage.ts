import { sql } from "drizzle-orm";
import type { Actor } from "../../lib/contracts/access.ts";
import type { CardCalibration } from "../../lib/contracts/calibration.ts";
import type { Facts } from "../../lib/contracts/facts.ts";
import type { Removed } from "../../lib/contracts/redaction.ts";
import type { RunbookMatch } from "../../lib/contracts/runbooks.ts";
import type { AnswerRepair, AttemptPurpose, TraceEvent } from "../../lib/contracts/trace.ts";
import type { Card, Origin, Review, Triage, Usage } from "../../lib/contracts/triage.ts";
import type {
  AttemptOutcomeName,
  Environment,
  LedgerAccount,
  Reuse,
  Tier,
  TriageStatus,
} from "../../lib/contracts/vocabulary.ts";
import type { StoredIdempotencyKey } from "./idempotency-keys.ts";
import type { ReviewDue } from "./queue-review.ts";

/** One call to one model, as stored. Token counts are null when the provider reported none. */
export interface StoredAttempt {
  id: string;
  /** From 1, in the order of the calls. */
  ordinal: number;
  model: string;
  tier: Tier;
  purpose: AttemptPurpose;
  outcome: AttemptOutcomeName;
  statusCode: number | null;
  startedAt: Date;
  waitMs: number;
  ms: number;
  inputTokens: number | null;
  cachedInputTokens: number | null;
  cacheWriteTokens: number | null;
  cacheWrite1hTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  /** null when a price or the usage is unknown. */
  costNanoUsd: bigint | null;
  pricesVersion: string | null;
  detail: string | null;
  answerRepairs: AnswerRepair[];
  promptVersion: string;
  policyVersion: string | null;
  simulated: boolean;
  account: LedgerAccount;
  /** The key of the service that asked; null when a person did. */
  apiKeyId: string | null;
  team: string | null;
  source: string | null;
}

/** What an operation came to. `costNanoUsd` is null as soon as one cost is unknown. */
export type StoredUsage = Omit<Usage, "costUsd" | "savedUsd"> & {
  costNanoUsd: bigint | null;
  /** What the card had cost that was reused; 0 when none was, null when that is unknown. */
  savedNanoUsd: bigint | null;
  /** An estimate: see lib/gateway/routing-savings.ts; null when that is unknown. */
  routingSavedNanoUsd: bigint | null;
};

interface NewTicket {
  id: string;
  text: string;
  /** At most 160 characters. */
  title: string;
  source: string | null;
  service: string | null;
  environment: Environment | null;
  externalId: string | null;
  metadata: Record<string, unknown> | null;
  requestId: string | null;
  removed: Removed;
  /** The address may hold what lets somebody in; only a sealer can read it. */
  sealedCallbackUrl: string | null;
  actor: { type: Actor["type"]; id: string; team: string | null };
}

/** A finished operation with everything that is kept of it. */
export interface NewTriage {
  ticket: NewTicket;
  triage: {
    id: string;
    status: TriageStatus;
    fingerprint: string;
    incidentKey: string;
    card: Card | null;
    facts: Facts | null;
    /** Checks of the step rubric that each step meets, 0 to 8. */
    stepScores: number[] | null;
    calibration: CardCalibration | null;
    origin: Origin;
    reuse: Reuse | null;
    review: Review;
    usage: StoredUsage;
    timing: Triage["timing"];
  };
  attempts: StoredAttempt[];
  /** The decisions around the attempts, in their order. */
  trace: TraceEvent[];
  /** Runbooks that fit, best first. */
  runbooks: RunbookMatch[];
  /** Until when the card may answer the same incident again; null: it may not. */
  reusableUntil: Date | null;
  /** The card was made for this ticket, and who waits for it may take it, even when it is degraded. */
  shared: boolean;
  /** When a human has to take and decide the card; null: none is asked. */
  reviewDue: ReviewDue | null;
  /** The caller's key that this triage answers; null without one. */
  idempotencyKey: Omit<StoredIdempotencyKey, "triageId"> | null;
  /** Of the event that tells of the card; null while there is none. */
  eventId: string | null;
  createdAt: Date;
}

/** Characters of a text that search looks into: keeps the vector far below its limit of 1 MB. */
const searchedCharacters = 20_000;

const searchVectorOf = ({ ticket }: NewTriage) => {
  const words = [ticket.title, ticket.externalId, ticket.service, ticket.text.slice(0, searchedCharacters)];
  return sql<string>`to_tsvector('simple', ${words.filter(Boolean).join("\n").toWellFormed()})`;
};

/** What a list shows of the ticket's current triage. */
const verdictOf = ({ triage }: NewTriage) => ({
  triageId: triage.id,
  incidentKey: triage.incidentKey,
  status: triage.status,
  category: triage.card?.category ?? null,
  severity: triage.card?.severity ?? null,
  summary: triage.card?.summary ?? null,
  confidence: triage.card?.confidence ?? null,
  path: triage.origin.path,
  degraded: triage.origin.degraded,
  degradedReason: triage.origin.degradedReason,
  reviewState: triage.review.state,
});

/** Row of `tickets`. */
export const ticketRowOf = (input: NewTriage) => {
  const { text: _text, metadata: _metadata, removed: _removed, actor, ...ticket } = input.ticket;
  return {
    ...ticket,
    ...verdictOf(input),
    actorType: actor.type,
    actorId: actor.id,
    team: actor.team,
    search: searchVectorOf(input),
    createdAt: input.createdAt,
  };
};

/** Row of `triages`, without what only the incident knows. */
export const triageRowOf = ({ ticket, triage, createdAt }: NewTriage) => ({
  id: triage.id,
  ticketId: ticket.id,
  status: triage.status,
  fingerprint: triage.fingerprint,
  incidentKey: triage.incidentKey,
  category: triage.card?.category ?? null,
  severity: triage.card?.severity ?? null,
  confidence: triage.card?.confidence ?? null,
  schemaVersion: triage.card?.schemaVersion ?? null,
  stepScores: triage.stepScores,
  calibration: triage.calibration,
  ...triage.origin,
  reuse: triage.reuse,
  reviewState: triage.review.state,
  reviewReasons: triage.review.reasons,
  ...triage.usage,
  ...triage.timing,
  createdAt,
});

/** Rows of `triage_runbooks`. */
export const runbookRows = (triageId: string, runbooks: readonly RunbookMatch[], createdAt: Date) =>
  runbooks.map(({ id, ...match }, index) => ({
    ...match,
    runbookId: id,
    triageId,
    rank: index + 1,
    createdAt,
  }));
