import {
  generateText,
  jsonSchema,
  type LanguageModel,
  NoObjectGeneratedError,
  NoOutputGeneratedError,
  Output,
} from "ai";
import type { ModelPrompt } from "../gateway/model-port.ts";
import { extractionJsonSchema } from "./extraction-json-schema.ts";
import type { ProviderName } from "./providers.ts";

/** What came back from a model, before anybody judges it. */
export interface ModelReading {
  text: string;
  finishReason: string;
}

const output = Output.object({
  name: "triage_extraction",
  description: "Facts of one ticket, a summary and three next steps",
  schema: jsonSchema(extractionJsonSchema),
});

interface ReadingOptions {
  outputTokensMax: number | null;
  logProbabilities: boolean;
  signal: AbortSignal;
}

/**
 * Asks a model once for an extraction. Throws what the SDK throws, except that an answer which is not JSON is a
 * reading like any other.
 */
export async function readModel(
  provider: ProviderName,
  model: LanguageModel,
  prompt: ModelPrompt,
  { outputTokensMax, logProbabilities, signal }: ReadingOptions,
): Promise<ModelReading> {
  const { temperature, maxOutputTokens, reasoningEffort } = prompt.parameters;
  try {
    const result = await generateText({
      model,
      instructions: {
        role: "system",
        content: prompt.system,
        // The same for every ticket; the other providers keep it in their cache unasked.
        providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } },
      },
      prompt: prompt.user,
      output,
      maxRetries: 0,
      abortSignal: signal,
      // Its events carry prompt and answer to whatever listens in the process.
      telemetry: { isEnabled: false },
      ...outputLimit(provider, outputTokensMax, maxOutputTokens),
      ...(temperature === null ? {} : { temperature }),
      // The SDK leaves this out for models that do not reason; at the other providers it would turn thinking on or be
      // refused by older models.
      ...(provider === "openai" ? { reasoning: reasoningEffort } : {}),
      // Tickets are not to be kept by the provider, and summaries of reasoning need a verified organisation.
      providerOptions: {
        openai: {
          store: false,
          reasoningSummary: null,
          // Of the tokens written, not of what else could have been: twenty alternatives each would be a megabyte.
          ...(logProbabilities ? { include: ["message.output_text.logprobs"] } : {}),
        },
        // The SDK hands on what it does not know.
        ...(logProbabilities ? { compatible: { logprobs: true } } : {}),
      },
    });
    return { text: textOf(result), finishReason: result.finishReason };
  } catch (error) {
    if (!NoObjectGeneratedError.isInstance(error) || !error.usage) throw error;
    return { text: error.text ?? "", finishReason: error.finishReason ?? "other" };
  }
}

/**
 * Not sent to compatible servers unless a budget needs a bound: those that add it to the prompt's length refuse prompts
 * that would fit.
 */
function outputLimit(provider: ProviderName, outputTokensMax: number | null, maxOutputTokens: number) {
  if (outputTokensMax !== null) return { maxOutputTokens: Math.min(outputTokensMax, maxOutputTokens) };
  return provider === "compatible" ? {} : { maxOutputTokens };
}

/**
 * The structured answer as text. The SDK picks it out when a model says more than the answer; without one
 * (refused, cut off, JSON null) all text counts.
 */
function textOf(result: { readonly output: unknown; text: string }): string {
  try {
    return JSON.stringify(result.output);
  } catch (error) {
    if (NoOutputGeneratedError.isInstance(error)) return result.text;
    throw error;
  }
}
