import { at, isRecord, textOf, type Wire } from "./wire.ts";

const types = {
  invalid: "invalid_request_error",
  auth: "authentication_error",
  permission: "permission_error",
  not_found: "not_found_error",
  rate_limit: "rate_limit_error",
  quota: "invalid_request_error",
  overloaded: "overloaded_error",
  server: "api_error",
} as const;

const stopReasons = { stop: "end_turn", length: "max_tokens", refusal: "refusal" } as const;

function forcedTool(body: unknown): string | null {
  const name = at(body, "tool_choice", "name") ?? at(body, "tools", 0, "name");
  return typeof name === "string" ? name : null;
}

/** The answer as input of the forced tool; null when there is no tool or the text is no JSON object. */
function toolUse(id: string, name: string | null, text: string): unknown {
  if (name === null) return null;
  try {
    const input: unknown = JSON.parse(text);
    return isRecord(input) ? { type: "tool_use", id: `toolu_${id}`, name, input } : null;
  } catch {
    return null;
  }
}

/** Anthropic Messages. A caller that forces a tool instead of a format gets the answer as that tool's input. */
export const messages: Wire = {
  name: "messages",
  path: /^(?:\/v1)?\/messages$/,
  keyHeader: "x-api-key",
  requestIdHeader: "request-id",
  statuses: { quota: 400, overloaded: 529 },
  read(body) {
    const list = at(body, "messages");
    const system = at(body, "system");
    return {
      model: String(at(body, "model")),
      system: textOf(system),
      user: (Array.isArray(list) ? list : []).map(textOf).join("\n"),
      schema: at(body, "output_config", "format", "schema") ?? at(body, "output_format", "schema") ?? null,
      cachesSystem:
        Array.isArray(system) && system.some((part) => isRecord(part) && part.cache_control !== undefined),
      logProbabilities: false,
      forcedTool: forcedTool(body),
    };
  },
  answer: ({ id, model, text, finish, usage }, { forcedTool: tool }) => ({
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model: `${model}-simulated`,
    content: finish === "refusal" ? [] : [toolUse(id, tool, text) ?? { type: "text", text }],
    stop_reason: finish === "stop" && toolUse(id, tool, text) ? "tool_use" : stopReasons[finish],
    stop_sequence: null,
    usage: {
      input_tokens: usage.input - usage.cached - usage.cacheWrite,
      cache_creation_input_tokens: usage.cacheWrite,
      cache_read_input_tokens: usage.cached,
      cache_creation: {
        ephemeral_5m_input_tokens: usage.cacheWrite - usage.cacheWrite1h,
        ephemeral_1h_input_tokens: usage.cacheWrite1h,
      },
      output_tokens: usage.output,
      output_tokens_details: { thinking_tokens: usage.reasoning },
    },
  }),
  error: ({ message, reason }) => ({
    type: "error",
    error: {
      type: types[reason],
      message: reason === "quota" ? "Your credit balance is too low to access the Anthropic API." : message,
    },
  }),
};
