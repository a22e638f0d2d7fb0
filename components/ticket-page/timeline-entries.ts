import { durationText, usdText } from "#components/amounts.ts";
import { breakerNames } from "#components/model-words.ts";
import type { AttemptPurpose, AttemptTrace, Trace, TraceEvent } from "#lib/contracts/trace.ts";
import type { AttemptOutcomeName } from "#lib/contracts/vocabulary.ts";

/** One thing that happened while a card came about, in words. */
export interface TimelineEntry {
  /** Milliseconds since the operation's start. */
  atMs: number;
  name: string;
  text: string;
  /** Of a call to a model: how it went. */
  outcome: AttemptOutcomeName | null;
}

const purposeNames: Record<AttemptPurpose, string> = {
  first: "Call",
  retry: "Retry",
  re_ask: "Asked again",
  without_schema: "Call without schema",
  fall_back: "Fall-back",
  escalation: "Escalation",
};

const eventNames: Record<TraceEvent["kind"], string> = {
  idempotency: "Idempotency",
  redaction: "Redaction",
  prompt: "Prompt",
  cache: "Cache",
  join: "Join",
  admission: "Admission",
  budget: "Budget",
  route: "Route",
  wait: "Wait",
  skip: "Passed over",
  repair: "Repair",
  breaker: "Breaker",
  escalate: "Escalate",
  accept: "Taken",
  degrade: "Degraded",
  runbooks: "Runbooks",
  steps: "Next steps",
  queue: "Queue",
  journal: "Journal",
  replaced: "Replaced",
};

const lower = (words: string) => words.toLowerCase();

const callText = (attempt: AttemptTrace): string =>
  [
    attempt.model,
    attempt.statusCode === null ? null : `HTTP ${attempt.statusCode}`,
    `took ${durationText(attempt.ms)}`,
    attempt.waitMs >= 1 ? `after ${durationText(attempt.waitMs)} of waiting` : null,
    attempt.inputTokens === null
      ? "tokens unknown"
      : `${attempt.inputTokens} tokens in, ${attempt.outputTokens ?? 0} out`,
    attempt.costUsd === null ? "cost unknown" : usdText(attempt.costUsd),
    attempt.repair?.answer.length ? `mended: ${attempt.repair.answer.join(", ").replaceAll("_", " ")}` : null,
  ]
    .filter((part) => part !== null)
    .join(" · ");

const eventText = (event: TraceEvent): string => {
  switch (event.kind) {
    case "breaker":
      return `${event.model}: ${lower(breakerNames[event.from])} → ${lower(breakerNames[event.to])}. ${event.reason}`;
    case "join":
    case "idempotency":
      return event.waitedMs >= 1 ? `${event.reason} Waited ${durationText(event.waitedMs)}.` : event.reason;
    case "wait":
      return `${event.model}, ${durationText(event.ms)}. ${event.reason}`;
    case "skip":
    case "repair":
    case "escalate":
    case "accept":
      return `${event.model}: ${event.reason}`;
    default:
      return event.reason;
  }
};

/** Every call and every decision of a trace, in the order of time; what was decided at once keeps its order. */
export function timelineOf({ attempts, events }: Pick<Trace, "attempts" | "events">): TimelineEntry[] {
  return [
    ...events.map((event) => ({
      atMs: event.atMs,
      name: eventNames[event.kind],
      text: eventText(event),
      outcome: null,
    })),
    ...attempts.map((attempt) => ({
      atMs: attempt.startMs,
      name: purposeNames[attempt.purpose],
      text: callText(attempt),
      outcome: attempt.outcome,
    })),
  ].sort((one, other) => one.atMs - other.atMs);
}
