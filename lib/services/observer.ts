import type { Origin } from "#lib/contracts/triage.ts";
import type { Category, Severity } from "#lib/contracts/vocabulary.ts";
import { type EngineObserver, unobserved } from "#lib/gateway/observer.ts";

/** A part of the work on a triage, as a span shows it. */
type WorkPart = "triage" | "redaction" | "retrieval";

/** What may be said of a part outside: numbers, ids and words of the contract, never words of a ticket. */
type WorkFacts = Readonly<Record<string, string | number | boolean | null>>;

/** How a message to a `callbackUrl` fared: taken, to be tried again, or given up. */
export const callbackResults = ["delivered", "again", "never"] as const;
export type CallbackResult = (typeof callbackResults)[number];

/** Which runbooks fit a ticket, and what the rules engine says of it. */
type KnownBeforehand =
  | { stage: "runbooks"; titles: string[] }
  | { stage: "rules"; category: Category; severity: Severity };

/** Sees what use cases do while they do it, for metrics and spans. Decides nothing, and never throws by itself. */
export interface Observer extends EngineObserver {
  /** Around a part; `factsOf` says what came of it. */
  around<Result>(
    part: WorkPart,
    work: () => Promise<Result>,
    factsOf?: (result: Result) => WorkFacts,
  ): Promise<Result>;
  /** A triage has its card, `ms` milliseconds after the work on it began. */
  answered(origin: Origin, ms: number): void;
  /** A request was answered by the triage that its idempotency key already had. */
  replayed(): void;
  callbackTried(result: CallbackResult): void;
  /** Something is known of a ticket before its card is. */
  known(what: KnownBeforehand): void;
}

/** Where nobody looks: in commands, which end with their task. */
export const noObserver: Observer = {
  ...unobserved,
  around: (_part, work) => work(),
  answered: () => {},
  replayed: () => {},
  callbackTried: () => {},
  known: () => {},
};
