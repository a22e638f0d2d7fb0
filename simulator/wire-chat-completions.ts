import { at, isRecord, simulatedTokens, textOf, type Wire } from "./wire.ts";

const types = {
  invalid: "invalid_request_error",
  auth: "authentication_error",
  permission: "permission_error",
  not_found: "invalid_request_error",
  rate_limit: "requests",
  quota: "insufficient_quota",
  overloaded: "server_error",
  server: "server_error",
} as const;

const codes = {
  invalid: "invalid_value",
  auth: "invalid_api_key",
  permission: "unsupported_country_region_territory",
  not_found: "model_not_found",
  rate_limit: "rate_limit_exceeded",
  quota: "insufficient_quota",
  overloaded: null,
  server: null,
} as const;

/** OpenAI's error body, also that of its Responses API. */
export const openaiError: Wire["error"] = ({ message, reason, retryInBodySeconds }) => ({
  error: {
    message: retryInBodySeconds === null ? message : `${message} Please try again in ${retryInBodySeconds}s.`,
    type: types[reason],
    param: null,
    code: codes[reason],
  },
});

/** OpenAI Chat Completions, which everything "compatible" speaks. */
export const chatCompletions: Wire = {
  name: "chat-completions",
  path: /^(?:\/v1)?\/chat\/completions$/,
  keyHeader: "authorization",
  requestIdHeader: "x-request-id",
  statuses: {},
  read(body) {
    const messages = at(body, "messages");
    const of = (...roles: string[]) =>
      (Array.isArray(messages) ? messages : [])
        .filter((message) => isRecord(message) && roles.includes(String(message.role)))
        .map(textOf)
        .join("\n");
    return {
      model: String(at(body, "model")),
      system: of("system", "developer"),
      user: of("user"),
      schema: at(body, "response_format", "json_schema", "schema") ?? null,
      cachesSystem: true,
      logProbabilities: at(body, "logprobs") === true,
      forcedTool: null,
    };
  },
  answer: ({ id, model, text, finish, usage, createdAtSeconds }, { logProbabilities }) => ({
    id: `chatcmpl-${id}`,
    object: "chat.completion",
    created: createdAtSeconds,
    model: `${model}-simulated`,
    system_fingerprint: "simulated",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: finish === "refusal" ? null : text,
          refusal: finish === "refusal" ? text : null,
        },
        logprobs: logProbabilities ? { content: simulatedTokens(text), refusal: null } : null,
        finish_reason: finish === "refusal" ? "stop" : finish,
      },
    ],
    usage: {
      prompt_tokens: usage.input,
      completion_tokens: usage.output,
      total_tokens: usage.input + usage.output,
      prompt_tokens_details: { cached_tokens: usage.cached, cache_write_tokens: usage.cacheWrite },
      completion_tokens_details: { reasoning_tokens: usage.reasoning },
    },
  }),
  error: openaiError,
};
