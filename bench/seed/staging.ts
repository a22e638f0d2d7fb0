import { routingSavedNanoUsd } from "#lib/gateway/routing-savings.ts";
import { idAt } from "#samples/id-at.ts";
import type { Cell } from "./copy.ts";
import type { SeededOperation } from "./operations.ts";
import { prices, strongModel } from "./organisation.ts";

/** What is known of an operation, by name, with the column's type and how it is read. */
const columns: Record<string, [type: string, read: (operation: SeededOperation) => Cell]> = {
  number: ["bigint", ({ number }) => number],
  ticket_id: ['text collate "C"', ({ ticketId }) => ticketId],
  triage_id: ['text collate "C"', ({ triageId }) => triageId],
  at: ["timestamptz", ({ atMs }) => new Date(atMs)],
  title: ["text", ({ title }) => title],
  text: ["text", ({ text }) => text],
  source: ["text", ({ source }) => source],
  service: ["text", ({ incident }) => incident.service],
  environment: ["text", ({ incident }) => incident.environment],
  external_id: ["text", ({ externalId }) => externalId],
  actor_type: ["text", ({ actorType }) => actorType],
  actor_id: ["text", ({ actorId }) => actorId],
  team: ["text", ({ team }) => team],
  incident_key: ["text", ({ incident }) => incident.key],
  fingerprint: ["text", ({ incident }) => incident.fingerprint],
  prototype: ["int", ({ incident }) => incident.prototype.number],
  duplicate_of: ["text", ({ duplicateOf }) => duplicateOf],
  category: ["text", ({ category }) => category],
  severity: ["text", ({ severity }) => severity],
  confidence: ["float8", ({ confidence }) => confidence],
  path: ["text", ({ path }) => path],
  degraded_reason: ["text", ({ degradedReason }) => degradedReason],
  tier: ["text", ({ tier }) => tier],
  model: ["text", ({ model }) => model],
  prompt_version: ["text", ({ promptVersion }) => promptVersion],
  policy_version: ["text", ({ policyVersion }) => policyVersion],
  review_state: ["text", ({ reviewState }) => reviewState],
  review_reasons: ["text[]", ({ reviewReasons }) => reviewReasons],
  model_calls: ["int", ({ attempts }) => attempts.length],
  input_tokens: ["int", (operation) => sum(operation, "inputTokens")],
  cached_input_tokens: ["int", (operation) => sum(operation, "cachedInputTokens")],
  output_tokens: ["int", (operation) => sum(operation, "outputTokens")],
  reasoning_tokens: ["int", (operation) => sum(operation, "reasoningTokens")],
  cost_nano_usd: ["bigint", ({ costNanoUsd }) => costNanoUsd],
  routing_saved_nano_usd: [
    "bigint",
    ({ attempts }) => routingSavedNanoUsd(attempts, prices[strongModel] ?? null),
  ],
  total_ms: ["float8", ({ totalMs }) => totalMs],
  model_ms: ["float8", ({ modelMs }) => modelMs],
  event_id: ['text collate "C"', ({ atMs, number }) => idAt("evt", atMs, number)],
  review_id: ['text collate "C"', ({ review, number }) => idAt("rev", review?.decidedAtMs ?? 0, number)],
  asked: ["boolean", ({ review }) => review !== null],
  decided_at: ["timestamptz", ({ review }) => (review?.decidedAtMs ? new Date(review.decidedAtMs) : null)],
  decided_by: ["text", ({ review }) => review?.by ?? null],
  decided_by_id: ["text", ({ review }) => review?.byId ?? null],
  decided_action: ["text", ({ review }) => review?.action ?? null],
  proposed_category: ["text", ({ review }) => review?.proposed.category ?? null],
  proposed_severity: ["text", ({ review }) => review?.proposed.severity ?? null],
  proposed_path: ["text", ({ review }) => review?.proposed.path ?? null],
  proposed_confidence: ["float8", ({ review }) => review?.proposed.confidence ?? null],
  replaced_at: ["timestamptz", ({ replaced }) => replaced && new Date(replaced.atMs)],
  replaced_reason: ["text", ({ replaced }) => replaced?.earlier.degradedReason ?? null],
};

function sum(
  { attempts }: SeededOperation,
  field: "inputTokens" | "cachedInputTokens" | "outputTokens" | "reasoningTokens",
): number {
  return attempts.reduce((total, attempt) => total + (attempt[field] ?? 0), 0);
}

export const stagingColumns = Object.keys(columns);

/** Definition of the table's columns. */
export const stagingDefinition = Object.entries(columns)
  .map(([name, [type]]) => `${name} ${type}`)
  .join(", ");

const readers = Object.values(columns).map(([, read]) => read);

export const stagingRow = (operation: SeededOperation): Cell[] => readers.map((read) => read(operation));
