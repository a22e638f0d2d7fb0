import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "@prometheus-io/client";
import { removedKinds } from "#lib/contracts/redaction.ts";
import { attemptPurposes, type TraceEvent } from "#lib/contracts/trace.ts";
import type { Origin } from "#lib/contracts/triage.ts";
import { attemptOutcomes, degradedReasons } from "#lib/contracts/vocabulary.ts";
import type { Attempt } from "#lib/gateway/attempt.ts";
import { type CallbackResult, callbackResults } from "#lib/services/observer.ts";

/** From a cached answer to the default deadline and beyond, in seconds. */
const answerBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32];
const callBuckets = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32];
const requestBuckets = [0.005, 0.025, 0.1, 0.5, 1, 4, 8, 16, 32];

interface MeterOptions {
  /** Of the configuration: no other name becomes a label. */
  models: readonly string[];
  version: string;
}

/** How a job ended. `again`: it failed and is tried again. */
type JobResult = "done" | "given_up" | "again";

/**
 * What is counted, with names and labels as Prometheus wants them: seconds, totals, and labels of closed lists only.
 * No label holds anything that a caller wrote.
 */
export function createMeters({ models, version }: MeterOptions) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const known = new Set(models);
  const modelLabel = (model: string) => (known.has(model) ? model : "other");

  const duration = new Histogram({
    name: "triage_duration_seconds",
    help: "Time from a request to its stored card, by how the card came about (path) and the tier of the model that read it.",
    labelNames: ["path", "tier"],
    buckets: answerBuckets,
    registers,
  });
  const degraded = new Counter({
    name: "triage_degraded_total",
    help: "Degraded cards by reason.",
    labelNames: ["reason"],
    registers,
  });
  const replays = new Counter({
    name: "triage_idempotent_replays_total",
    help: "Requests answered by the triage that their Idempotency-Key already had.",
    registers,
  });
  const cache = new Counter({
    name: "triage_cache_lookups_total",
    help: "Looks for a stored card of the same incident: cache hits and misses.",
    labelNames: ["result"],
    registers,
  });
  const joins = new Counter({
    name: "triage_joins_total",
    help: "Reports answered by the card that was being made for an equal report.",
    registers,
  });
  const replacements = new Counter({
    name: "triage_replacements_total",
    help: "Degraded cards that a better one replaced.",
    registers,
  });
  const removed = new Counter({
    name: "triage_redacted_values_total",
    help: "Secrets and personal data replaced by placeholders, by kind.",
    labelNames: ["kind"],
    registers,
  });
  const slotDecisions = new Counter({
    name: "triage_model_slot_decisions_total",
    help: "Operations that found a free model slot (admitted), waited for one (queued) or got none (refused).",
    labelNames: ["decision"],
    registers,
  });
  const budgetDecisions = new Counter({
    name: "triage_budget_decisions_total",
    help: "Decisions about the day's budget.",
    labelNames: ["decision"],
    registers,
  });
  const journal = new Counter({
    name: "triage_journal_entries_total",
    help: "Triages written to the journal while the database was away, and stored from it.",
    labelNames: ["decision"],
    registers,
  });

  const calls = new Counter({
    name: "triage_model_calls_total",
    help: "Calls to models by outcome and by why they were made: first, retry, re_ask, fall_back, without_schema, escalation.",
    labelNames: ["model", "purpose", "outcome"],
    registers,
  });
  const callDuration = new Histogram({
    name: "triage_model_call_duration_seconds",
    help: "Time of a call to a model, to its last byte.",
    labelNames: ["model"],
    buckets: callBuckets,
    registers,
  });
  const tokens = new Counter({
    name: "triage_model_tokens_total",
    help: "Tokens as providers report them: input includes cached and cache_write, output includes reasoning.",
    labelNames: ["model", "type"],
    registers,
  });
  const cost = new Counter({
    name: "triage_model_cost_usd_total",
    help: "Cost of the calls whose price and usage are known.",
    labelNames: ["model"],
    registers,
  });
  const unpriced = new Counter({
    name: "triage_model_unpriced_calls_total",
    help: "Calls whose cost is unknown.",
    labelNames: ["model"],
    registers,
  });
  const priceUnknown = new Counter({
    name: "triage_price_unknown_total",
    help: "Calls to models whose price is unknown; what they cost is in no sum.",
    labelNames: ["model"],
    registers,
  });
  const skips = new Counter({
    name: "triage_model_skips_total",
    help: "Models passed over although it was their turn, by cause.",
    labelNames: ["model", "cause"],
    registers,
  });
  const repairs = new Counter({
    name: "triage_model_repairs_total",
    help: "Answers repaired here (answer) or by another call (re_ask, without_schema).",
    labelNames: ["model", "how"],
    registers,
  });
  const breakerChanges = new Counter({
    name: "triage_breaker_changes_total",
    help: "Changes of a model's circuit breaker, by its new state.",
    labelNames: ["model", "to"],
    registers,
  });

  const callbacks = new Counter({
    name: "triage_callbacks_total",
    help: "Webhook deliveries by result: delivered, again (to be tried again), never (given up).",
    labelNames: ["result"],
    registers,
  });
  const jobs = new Counter({
    name: "triage_jobs_total",
    help: "Jobs of the durable queue that this process worked on, by result.",
    labelNames: ["queue", "result"],
    registers,
  });
  const requests = new Counter({
    name: "triage_http_requests_total",
    help: "Requests to the API by operation and status code.",
    labelNames: ["operation", "status"],
    registers,
  });
  const requestDuration = new Histogram({
    name: "triage_http_request_duration_seconds",
    help: "Time of a request to the API.",
    labelNames: ["operation"],
    buckets: requestBuckets,
    registers,
  });
  new Gauge({
    name: "triage_build_info",
    help: "1, with the version of the gateway.",
    labelNames: ["version"],
    registers,
  }).set({ version }, 1);

  // A counter that is not there yet cannot be told from one that is lost.
  for (const reason of degradedReasons) degraded.inc({ reason }, 0);
  for (const result of ["hit", "miss"]) cache.inc({ result }, 0);
  for (const result of callbackResults) callbacks.inc({ result }, 0);
  for (const kind of removedKinds) removed.inc({ kind }, 0);
  for (const model of known) {
    priceUnknown.inc({ model }, 0);
    for (const purpose of attemptPurposes) {
      for (const outcome of attemptOutcomes) calls.inc({ model, purpose, outcome }, 0);
    }
  }

  return {
    registry,
    answered({ path, tier, degradedReason }: Origin, ms: number): void {
      duration.observe({ path, tier: tier ?? "none" }, ms / 1_000);
      if (degradedReason !== null) degraded.inc({ reason: degradedReason });
    },
    replayed: () => replays.inc(),
    called({ model: name, purpose, outcome, costNanoUsd }: Attempt): void {
      const model = modelLabel(name);
      calls.inc({ model, purpose, outcome: outcome.outcome });
      callDuration.observe({ model }, outcome.ms / 1_000);
      if (costNanoUsd === null) unpriced.inc({ model });
      else cost.inc({ model }, Number(costNanoUsd) / 1e9);
      if (outcome.usage === null) return;
      // What was used is known, and what it cost is not.
      if (costNanoUsd === null) priceUnknown.inc({ model });
      const { inputTokens, cachedInputTokens, cacheWriteTokens, outputTokens, reasoningTokens } =
        outcome.usage;
      tokens.inc({ model, type: "input" }, inputTokens);
      tokens.inc({ model, type: "cached_input" }, cachedInputTokens);
      tokens.inc({ model, type: "cache_write" }, cacheWriteTokens);
      tokens.inc({ model, type: "output" }, outputTokens);
      tokens.inc({ model, type: "reasoning" }, reasoningTokens);
    },
    decided(event: TraceEvent): void {
      switch (event.kind) {
        case "cache":
          cache.inc({ result: event.decision });
          return;
        case "join":
          joins.inc();
          return;
        case "replaced":
          replacements.inc();
          return;
        case "redaction":
          for (const kind of removedKinds) removed.inc({ kind }, event.removed[kind] ?? 0);
          return;
        case "admission":
          slotDecisions.inc({ decision: event.decision });
          return;
        case "budget":
          budgetDecisions.inc({ decision: event.decision });
          return;
        case "journal":
          journal.inc({ decision: event.decision });
          return;
        case "skip":
          skips.inc({ model: modelLabel(event.model), cause: event.cause });
          return;
        case "repair":
          repairs.inc({ model: modelLabel(event.model), how: event.how });
          return;
        case "breaker":
          breakerChanges.inc({ model: modelLabel(event.model), to: event.to });
          return;
      }
    },
    callbackTried: (result: CallbackResult) => callbacks.inc({ result }),
    jobEnded: (queue: string, result: JobResult) => jobs.inc({ queue, result }),
    requested(operation: string, status: number, ms: number): void {
      requests.inc({ operation, status: String(status) });
      requestDuration.observe({ operation }, ms / 1_000);
    },
  };
}

export type Meters = ReturnType<typeof createMeters>;
