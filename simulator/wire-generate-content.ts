import { at, textOf, type Wire } from "./wire.ts";

const statuses = {
  invalid: "INVALID_ARGUMENT",
  auth: "INVALID_ARGUMENT",
  permission: "PERMISSION_DENIED",
  not_found: "NOT_FOUND",
  rate_limit: "RESOURCE_EXHAUSTED",
  quota: "RESOURCE_EXHAUSTED",
  overloaded: "UNAVAILABLE",
  server: "INTERNAL",
} as const;

const finishReasons = { stop: "STOP", length: "MAX_TOKENS", refusal: "SAFETY" } as const;

const rpc = "type.googleapis.com/google.rpc.";

/** Google generateContent. */
export const generateContent: Wire = {
  name: "generate-content",
  path: /^(?:\/v1beta)?\/models\/(?<model>[^:/]+):generateContent$/,
  keyHeader: "x-goog-api-key",
  requestIdHeader: "x-goog-request-id",
  statuses: { auth: 400 },
  read(body, modelInPath) {
    return {
      model: decodeURIComponent(modelInPath ?? ""),
      system: textOf(at(body, "systemInstruction")),
      user: textOf(at(body, "contents")),
      schema: at(body, "generationConfig", "responseJsonSchema") ?? null,
      cachesSystem: true,
      logProbabilities: false,
      forcedTool: null,
    };
  },
  answer: ({ id, model, text, finish, usage }) => ({
    responseId: id,
    modelVersion: `${model}-simulated`,
    candidates: [
      {
        index: 0,
        content: finish === "refusal" ? {} : { role: "model", parts: [{ text }] },
        finishReason: finishReasons[finish],
      },
    ],
    usageMetadata: {
      promptTokenCount: usage.input,
      cachedContentTokenCount: usage.cached,
      candidatesTokenCount: usage.output - usage.reasoning,
      thoughtsTokenCount: usage.reasoning,
      totalTokenCount: usage.input + usage.output,
    },
  }),
  error: ({ status, message, reason, retryInBodySeconds }) => ({
    error: {
      code: reason === "auth" ? 400 : status,
      message,
      status: statuses[reason],
      details: [
        ...(reason === "auth" ? [{ "@type": `${rpc}ErrorInfo`, reason: "API_KEY_INVALID" }] : []),
        ...(reason === "quota"
          ? [{ "@type": `${rpc}QuotaFailure`, violations: [{ quotaId: "RequestsPerDayPerProject" }] }]
          : []),
        ...(retryInBodySeconds === null
          ? []
          : [{ "@type": `${rpc}RetryInfo`, retryDelay: `${retryInBodySeconds}s` }]),
      ],
    },
  }),
};
