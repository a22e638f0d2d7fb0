import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { type EmbeddingModel, embedMany } from "ai";
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

type Embedded =
  | {
      ok: true;
      /** One for each text, in their order, each of length 1. */
      vectors: Float32Array[];
      /** null when the provider reported none. */
      inputTokens: number | null;
      simulated: boolean;
    }
  | { ok: false; detail: string };

/** Turns texts into vectors in one request, and never throws. */
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
export function createEmbedTexts(settings: ModelSettings): EmbedTexts {
  async function ask(name: ModelName, texts: readonly string[], signal: AbortSignal): Promise<Embedded> {
    const { fetch, sighting } = sightingFetch();
    const model = embeddingModel(name, settings, fetch);
    if (model === null) return { ok: false, detail: `${name.provider} has no embedding models` };
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
      if (vectors.length !== texts.length) return { ok: false, detail: "not a vector for each text" };
      const inputTokens = Number.isFinite(usage.tokens) ? usage.tokens : null;
      return { ok: true, vectors, inputTokens, simulated: sighting.headers.get("x-simulated") === "1" };
    } catch (error) {
      const { outcome, detail } = classifyFailure(error, sighting, new Date());
      return { ok: false, detail: detail ?? outcome };
    }
  }

  return async ({ model, texts, timeoutMs, signal }) => {
    const name = parseModelName(model);
    if (!name || missingSetting(name.provider, settings) !== null) {
      return { ok: false, detail: `${model} is not configured` };
    }
    const limit = limitCall(timeoutMs, signal);
    try {
      const ended = await Promise.race([ask(name, texts, limit.signal), limit.whenReached]);
      return typeof ended === "object" ? ended : { ok: false, detail: ended };
    } finally {
      limit.release();
    }
  };
}
