import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { type EmbeddingModel, embedMany } from "ai";
import type { AttemptOutcomeName } from "../contracts/vocabulary.ts";
import { type Runtime, systemRuntime } from "../core/runtime.ts";
import { limitCall } from "./call-limit.ts";
import { classifyFailure } from "./classify-failure.ts";
import { type Fetch, sightingFetch } from "./provider-http.ts";
import {
  type ModelName,
  type ModelSettings,
  missingSetting,
  ownBaseUrls,
  parseModelName,
} from "./providers.ts";

interface EmbedRequest {
  /** `provider:model` */
  model: string;
  texts: readonly string[];
  /** To the last byte. */
  timeoutMs: number;
  signal: AbortSignal;
}

type EmbedResult =
  | {
      outcome: "succeeded";
      /** One for each text, in their order, each of length 1. */
      vectors: Float32Array[];
      /** null when the provider reported none. */
      inputTokens: number | null;
    }
  | { outcome: Exclude<AttemptOutcomeName, "succeeded">; detail: string };

/** How the one request ended, with what its cost is told by. */
export type Embedded = EmbedResult & {
  startedAt: Date;
  ms: number;
  /** False when nothing can have reached the provider. */
  sent: boolean;
  /** null when no HTTP answer arrived. */
  statusCode: number | null;
  simulated: boolean;
};

/** Turns texts into vectors in one request, and never throws: the outcome is data. */
export type EmbedTexts = (request: EmbedRequest) => Promise<Embedded>;

function embeddingModel(
  { provider, name }: ModelName,
  settings: ModelSettings,
  fetch: Fetch,
): EmbeddingModel | null {
  const { apiKey, baseUrl } = settings[provider];
  switch (provider) {
    case "openai":
      return createOpenAI({ apiKey: apiKey ?? "", baseURL: baseUrl ?? ownBaseUrls.openai, fetch }).embedding(
        name,
      );
    case "google":
      return createGoogle({ apiKey: apiKey ?? "", baseURL: baseUrl ?? ownBaseUrls.google, fetch }).embedding(
        name,
      );
    case "compatible":
      return createOpenAICompatible({
        name: "compatible",
        apiKey: apiKey ?? undefined,
        baseURL: baseUrl ?? "",
        fetch,
      }).embeddingModel(name);
    case "anthropic":
      return null;
  }
}

/** A vector of length 1; null for one that says nothing or is none. */
function unit(values: readonly number[]): Float32Array | null {
  const length = Math.hypot(...values);
  return Number.isFinite(length) && length > 0 ? Float32Array.from(values, (value) => value / length) : null;
}

/** The port to embedding models over the AI SDK: one request, no retry, bounded in time and bytes. */
export function createEmbedTexts(settings: ModelSettings, runtime: Runtime = systemRuntime): EmbedTexts {
  async function ask(
    name: ModelName,
    texts: readonly string[],
    { fetch, sighting }: ReturnType<typeof sightingFetch>,
    signal: AbortSignal,
  ): Promise<EmbedResult> {
    const model = embeddingModel(name, settings, fetch);
    if (model === null)
      return { outcome: "provider_error", detail: `${name.provider} has no embedding models` };
    try {
      const { embeddings, usage } = await embedMany({
        model,
        values: [...texts],
        maxRetries: 0,
        maxParallelCalls: 1,
        abortSignal: signal,
        telemetry: { isEnabled: false },
      });
      const vectors = embeddings.map(unit).filter((vector) => vector !== null);
      if (vectors.length !== texts.length)
        return { outcome: "invalid_output", detail: "not a vector for each text" };
      return {
        outcome: "succeeded",
        vectors,
        inputTokens: Number.isFinite(usage.tokens) ? usage.tokens : null,
      };
    } catch (error) {
      const { outcome, detail } = classifyFailure(error, sighting, runtime.now());
      return { outcome, detail };
    }
  }

  async function askWithin(
    { model, texts, timeoutMs, signal }: EmbedRequest,
    seen: ReturnType<typeof sightingFetch>,
  ): Promise<EmbedResult> {
    const name = parseModelName(model);
    if (!name || missingSetting(name.provider, settings) !== null)
      return { outcome: "provider_error", detail: `${model} is not configured` };
    const limit = limitCall(timeoutMs, signal);
    try {
      const ended = await Promise.race([ask(name, texts, seen, limit.signal), limit.whenReached]);
      return typeof ended === "object" ? ended : { outcome: ended, detail: "no whole answer in time" };
    } finally {
      limit.release();
    }
  }

  return async (request) => {
    const seen = sightingFetch();
    const [startedAt, startedMs] = [runtime.now(), runtime.elapsedMs()];
    const result = await askWithin(request, seen);
    const { sent, statusCode, headers } = seen.sighting;
    return {
      ...result,
      startedAt,
      ms: runtime.elapsedMs() - startedMs,
      sent,
      statusCode,
      simulated: headers.get("x-simulated") === "1",
    };
  };
}
