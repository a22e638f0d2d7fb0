import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import { providerNames } from "../contracts/policy.ts";
import type { Fetch } from "./provider-http.ts";

export type ProviderName = (typeof providerNames)[number];

export interface ProviderSettings {
  apiKey: string | null;
  /** null: the provider's own address. `compatible` has none and needs one. */
  baseUrl: string | null;
}

/** Credentials and addresses, handed in as data: nothing here reads the environment. */
export type ModelSettings = Record<ProviderName, ProviderSettings>;

export interface ModelName {
  provider: ProviderName;
  name: string;
}

/**
 * Splits `provider:model` at the first colon, so that `compatible:llama3:8b` names the model `llama3:8b`. null when
 * the provider is unknown or the name is empty.
 */
export function parseModelName(model: string): ModelName | null {
  const colon = model.indexOf(":");
  const provider = providerNames.find((name) => name === model.slice(0, Math.max(colon, 0)));
  const name = model.slice(colon + 1).trim();
  return provider && name ? { provider, name } : null;
}

/** What is missing before a provider can be asked; null when nothing is. */
export function missingSetting(
  provider: ProviderName,
  settings: ModelSettings,
): keyof ProviderSettings | null {
  const { apiKey, baseUrl } = settings[provider];
  if (provider === "compatible") return baseUrl ? null : "baseUrl";
  return apiKey ? null : "apiKey";
}

/** Without these the SDK would look the address up in the environment. */
export const ownBaseUrls = {
  openai: "https://api.openai.com/v1",
  anthropic: "https://api.anthropic.com/v1",
  google: "https://generativelanguage.googleapis.com/v1beta",
} as const;

/**
 * The SDK's model for one call. `schemaMode` matters to compatible servers only: `strict` sends the JSON Schema,
 * `json` only asks for JSON, for servers that refuse schemas.
 */
export function languageModel(
  { provider, name }: ModelName,
  settings: ModelSettings,
  options: { fetch: Fetch; schemaMode: "strict" | "json" },
): LanguageModel {
  const { apiKey, baseUrl } = settings[provider];
  const { fetch } = options;
  switch (provider) {
    case "openai":
      return createOpenAI({ apiKey: apiKey ?? "", baseURL: baseUrl ?? ownBaseUrls.openai, fetch })(name);
    case "anthropic":
      return createAnthropic({ apiKey: apiKey ?? "", baseURL: baseUrl ?? ownBaseUrls.anthropic, fetch })(
        name,
      );
    case "google":
      return createGoogle({ apiKey: apiKey ?? "", baseURL: baseUrl ?? ownBaseUrls.google, fetch })(name);
    case "compatible":
      return createOpenAICompatible({
        name: "compatible",
        apiKey: apiKey ?? undefined,
        baseURL: baseUrl ?? "",
        fetch,
        supportsStructuredOutputs: options.schemaMode === "strict",
      })(name);
  }
}
