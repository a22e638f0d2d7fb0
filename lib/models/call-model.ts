import type { Extraction } from "../contracts/facts.ts";
import { type Runtime, systemRuntime } from "../core/runtime.ts";
import {
  type CallModel,
  type ModelOutcome,
  type ModelRequest,
  rawTextMaxCharacters,
} from "../gateway/model-port.ts";
import { answerTokensIn, likelihoodOf } from "./answer-likelihood.ts";
import { limitCall } from "./call-limit.ts";
import {
  classifyFailure,
  errorInSuccess,
  type Failure,
  type Result,
  refusesLogProbabilities,
  refusesSchema,
} from "./classify-failure.ts";
import { parseExtraction } from "./parse-extraction.ts";
import { renderReAsk } from "./prompts.ts";
import { type Sighting, sightingFetch } from "./provider-http.ts";
import {
  languageModel,
  type ModelName,
  type ModelSettings,
  missingSetting,
  parseModelName,
} from "./providers.ts";
import { type ModelReading, readModel } from "./read-model.ts";
import { usageIn } from "./usage.ts";

const promptOf = ({ prompt, reAsk }: ModelRequest) => (reAsk === null ? prompt : renderReAsk(prompt, reAsk));

/** A call under way: what was seen of it stays known when it is cut off. */
interface Call {
  request: ModelRequest;
  name: ModelName;
  sighting: Sighting | null;
}

const asSchemaRefusal = (failure: Failure): Failure =>
  failure.outcome === "provider_error" ? { ...failure, schemaRefused: true } : failure;

/** The next call carries no such demand and may succeed. */
const asLogProbabilitiesRefusal = (failure: Failure, { statusCode }: Sighting): Failure =>
  failure.outcome === "provider_error"
    ? { ...failure, retryable: true, detail: `${statusCode} log-probabilities not accepted` }
    : failure;

const requestIdHeaders = ["x-request-id", "request-id", "x-goog-request-id"];

function requestIdOf(headers: Headers): string | null {
  const id = requestIdHeaders.map((name) => headers.get(name)).find((value) => value !== null) ?? null;
  return id !== null && /^[\w.:/-]{1,100}$/.test(id) ? id : null;
}

/** How likely the answer was to the model, where it was asked and tells. */
function likelihoodIn({ request, name, sighting }: Call, { stated }: Extraction) {
  if (!request.logProbabilities || sighting === null) return null;
  return likelihoodOf(answerTokensIn(name.provider, sighting.body), stated);
}

/** Judges what a model wrote. */
function judge({ text, finishReason }: ModelReading, call: Call): Result {
  if (finishReason === "content-filter") return { outcome: "refused", detail: "the model refused" };
  const truncated = finishReason === "length";
  const parsed = parseExtraction(text);
  if (parsed.ok) {
    const { extraction, repairs } = parsed;
    const likelihood = likelihoodIn(call, extraction);
    return { outcome: "succeeded", extraction, likelihood, answerRepairs: repairs };
  }
  return {
    outcome: "invalid_output",
    detail: truncated ? "stopped at the output limit" : parsed.detail,
    rawText: text === "" ? null : text.slice(0, rawTextMaxCharacters).toWellFormed(),
    complaint: truncated ? null : parsed.complaint,
  };
}

/**
 * The port to models over the AI SDK. Each call is one request: no retry, bounded in time to the last byte and in
 * bytes. A compatible server that refuses JSON Schemas is remembered, and the next call to it carries none; so is a
 * model that refuses to tell log-probabilities.
 */
export function createCallModel(settings: ModelSettings, runtime: Runtime = systemRuntime): CallModel {
  // Warnings of the SDK go to stderr as plain text; what matters of them ends in an outcome.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const withoutSchema = new Set<string>();
  const withoutLogProbabilities = new Set<string>();

  async function ask(call: Call, signal: AbortSignal): Promise<Result> {
    const { request, name } = call;
    const logProbabilities = request.logProbabilities && !withoutLogProbabilities.has(request.model);
    const schemaMode = withoutSchema.has(request.model) ? "json" : "strict";
    const { fetch, sighting } = sightingFetch();
    call.sighting = sighting;
    try {
      const model = languageModel(name, settings, { fetch, schemaMode });
      const reading = await readModel(name.provider, model, promptOf(request), {
        outputTokensMax: request.outputTokensMax,
        logProbabilities,
        signal,
      });
      const error = reading.text === "" ? errorInSuccess(sighting, runtime.now()) : null;
      return error ?? judge(reading, call);
    } catch (error) {
      const failure = classifyFailure(error, sighting, runtime.now());
      if (logProbabilities && refusesLogProbabilities(sighting)) {
        withoutLogProbabilities.add(request.model);
        return asLogProbabilitiesRefusal(failure, sighting);
      }
      if (name.provider !== "compatible" || schemaMode !== "strict" || !refusesSchema(sighting)) {
        return failure;
      }
      withoutSchema.add(request.model);
      return asSchemaRefusal(failure);
    }
  }

  async function askWithin(call: Call): Promise<Result> {
    const { timeoutMs, signal } = call.request;
    const limit = limitCall(timeoutMs, signal);
    try {
      if (limit.reached() === null) {
        const ended = await Promise.race([ask(call, limit.signal), limit.whenReached]);
        if (typeof ended === "object" && (limit.reached() === null || ended.outcome === "succeeded")) {
          return ended;
        }
      }
      return limit.reached() === "aborted"
        ? { outcome: "aborted", detail: "the caller gave up" }
        : { outcome: "timed_out", detail: `no whole answer in ${Math.round(timeoutMs)} ms` };
    } finally {
      limit.release();
    }
  }

  return async (request): Promise<ModelOutcome> => {
    const startedMs = runtime.elapsedMs();
    const name = parseModelName(request.model);
    const call: Call | null = name && { request, name, sighting: null };
    const missing = name && missingSetting(name.provider, settings);
    const result = call && missing === null ? await askWithin(call) : notConfigured(missing);
    const sighting = call?.sighting ?? null;
    return {
      ...result,
      ms: runtime.elapsedMs() - startedMs,
      usage: name && sighting ? usageIn(name.provider, sighting.body) : null,
      sent: sighting?.sent ?? false,
      statusCode: sighting?.statusCode ?? null,
      simulated: sighting?.headers.get("x-simulated") === "1",
      providerRequestId: sighting ? requestIdOf(sighting.headers) : null,
    };
  };
}

function notConfigured(missing: "apiKey" | "baseUrl" | null): Failure {
  if (missing === "apiKey") return { outcome: "provider_auth", detail: "no API key configured" };
  const detail = missing ? "no base URL configured" : "not a provider:model name";
  return { outcome: "provider_error", detail, retryable: false, retryAfterMs: null };
}
