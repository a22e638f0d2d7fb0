import { expect, test } from "vitest";
import type { ModelOutcome } from "#lib/gateway/model-port.ts";
import { explanationOf } from "./test-model.ts";

const base = {
  ms: 1,
  usage: null,
  sent: true,
  statusCode: 500,
  simulated: false,
  providerRequestId: null,
  detail: "500",
};
const failed = { ...base, outcome: "provider_error", retryable: false, retryAfterMs: null } as const;

test.each<[string, ModelOutcome, string]>([
  ["no key", { ...base, outcome: "provider_auth", statusCode: null }, "set OPENAI_API_KEY"],
  ["a wrong key", { ...base, outcome: "provider_auth", statusCode: 401 }, "refuses the key"],
  ["no address", { ...failed, statusCode: null, detail: "no base URL configured" }, "set OPENAI_BASE_URL"],
  ["a wrong address", { ...failed, statusCode: null }, "Nothing answers"],
  ["an unknown model", { ...failed, statusCode: 404 }, "does not know this model"],
  ["a page of something else", { ...failed, statusCode: 200 }, "Look at OPENAI_BASE_URL"],
  [
    "a model that refuses log-probabilities",
    { ...failed, statusCode: 400, detail: "400 log-probabilities not accepted" },
    "Switch them off for this model",
  ],
  ["a broken provider", failed, "The provider failed"],
  [
    "a rate limit",
    { ...base, outcome: "rate_limited", retryAfterMs: null, quotaExhausted: false },
    "no more calls",
  ],
  [
    "an empty account",
    { ...base, outcome: "rate_limited", retryAfterMs: null, quotaExhausted: true },
    "used up",
  ],
  ["silence", { ...base, outcome: "timed_out" }, "No whole answer"],
  ["prose", { ...base, outcome: "invalid_output", rawText: null, complaint: null }, "structured output"],
  ["a refusal", { ...base, outcome: "refused" }, "refused"],
])("%s is explained with what to do", (_, outcome, words) => {
  expect(explanationOf("openai:x", outcome, false)).toContain(words);
});
