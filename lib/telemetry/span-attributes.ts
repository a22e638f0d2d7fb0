import type { Attributes } from "@opentelemetry/api";
import { ATTR_ERROR_TYPE, ATTR_HTTP_RESPONSE_STATUS_CODE } from "@opentelemetry/semantic-conventions";
import {
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_OUTPUT_TYPE,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_MAX_TOKENS,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS,
  GEN_AI_OPERATION_NAME_VALUE_CHAT,
  GEN_AI_OUTPUT_TYPE_VALUE_JSON,
  GEN_AI_PROVIDER_NAME_VALUE_GCP_GEMINI,
} from "@opentelemetry/semantic-conventions/incubating";
import type { TraceEvent } from "#lib/contracts/trace.ts";
import type { MadeCall, PlannedCall } from "#lib/gateway/attempt.ts";

/** Names of our own begin with this; the others are OpenTelemetry's. */
const own = "triage.";

const snakeCase = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Facts under names of our own; what is no plain value is left out. */
export function ownAttributes(facts: Readonly<Record<string, unknown>>): Attributes {
  const plain = Object.entries(facts).filter(
    (entry): entry is [string, string | number | boolean] =>
      typeof entry[1] === "string" || typeof entry[1] === "number" || typeof entry[1] === "boolean",
  );
  return Object.fromEntries(plain.map(([name, value]) => [own + snakeCase(name), value]));
}

/** `provider:model`, split as its name was made. */
function modelOf(model: string): { provider: string; name: string } {
  const [provider = "", ...name] = model.split(":");
  return { provider, name: name.join(":") };
}

/** `chat gpt-5-mini`, as GenAI conventions name the span of a call. */
export const callName = ({ target }: PlannedCall) =>
  `${GEN_AI_OPERATION_NAME_VALUE_CHAT} ${modelOf(target.model).name}`;

/** What is known of a call before it is made. Neither prompt nor answer is part of it, nor is any of it later. */
export function callAttributes({ target, ordinal, purpose, outputTokensMax }: PlannedCall): Attributes {
  const { provider, name } = modelOf(target.model);
  return {
    [ATTR_GEN_AI_OPERATION_NAME]: GEN_AI_OPERATION_NAME_VALUE_CHAT,
    [ATTR_GEN_AI_PROVIDER_NAME]: provider === "google" ? GEN_AI_PROVIDER_NAME_VALUE_GCP_GEMINI : provider,
    [ATTR_GEN_AI_REQUEST_MODEL]: name,
    [ATTR_GEN_AI_OUTPUT_TYPE]: GEN_AI_OUTPUT_TYPE_VALUE_JSON,
    ...(outputTokensMax === null ? {} : { [ATTR_GEN_AI_REQUEST_MAX_TOKENS]: outputTokensMax }),
    ...ownAttributes({ tier: target.tier, attemptOrdinal: ordinal, attemptPurpose: purpose }),
  };
}

/** What a call came to; one that its breaker refused was not made. */
export function madeAttributes(made: MadeCall): Attributes {
  if (made === null) return { [ATTR_ERROR_TYPE]: "circuit_open" };
  const { outcome } = made.attempt;
  const { usage, statusCode, simulated } = outcome;
  return {
    ...(outcome.outcome === "succeeded" ? {} : { [ATTR_ERROR_TYPE]: outcome.outcome }),
    ...(statusCode === null ? {} : { [ATTR_HTTP_RESPONSE_STATUS_CODE]: statusCode }),
    ...(usage === null
      ? {}
      : {
          [ATTR_GEN_AI_USAGE_INPUT_TOKENS]: usage.inputTokens,
          [ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: usage.cachedInputTokens,
          [ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS]: usage.cacheWriteTokens,
          [ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: usage.outputTokens,
          [ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS]: usage.reasoningTokens,
        }),
    ...ownAttributes({ simulated }),
  };
}

/** Decisions are told in words of closed lists, names of models and numbers; their reasons are left to the trace. */
export function decisionEvent({ kind, atMs: _atMs, reason: _reason, ...facts }: TraceEvent) {
  return { name: `${own}${kind}`, attributes: ownAttributes(facts) };
}
