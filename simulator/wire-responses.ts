import { at, isRecord, simulatedTokens, textOf, type Wire } from "./wire.ts";
import { openaiError } from "./wire-chat-completions.ts";

const included = (include: unknown) =>
  Array.isArray(include) && include.includes("message.output_text.logprobs");

/** OpenAI Responses API. */
export const responses: Wire = {
  name: "responses",
  path: /^(?:\/v1)?\/responses$/,
  keyHeader: "authorization",
  requestIdHeader: "x-request-id",
  statuses: {},
  read(body) {
    const input = at(body, "input");
    const of = (...roles: string[]) =>
      (Array.isArray(input) ? input : [])
        .filter((item) => isRecord(item) && roles.includes(String(item.role)))
        .map(textOf)
        .join("\n");
    return {
      model: String(at(body, "model")),
      system: `${textOf(at(body, "instructions"))}${of("system", "developer")}`,
      user: of("user"),
      schema: at(body, "text", "format", "schema") ?? null,
      cachesSystem: true,
      logProbabilities: included(at(body, "include")),
      forcedTool: null,
    };
  },
  answer: ({ id, model, text, finish, usage, createdAtSeconds }, { logProbabilities }) => ({
    id: `resp_${id}`,
    object: "response",
    created_at: createdAtSeconds,
    status: finish === "length" ? "incomplete" : "completed",
    error: null,
    incomplete_details: finish === "length" ? { reason: "max_output_tokens" } : null,
    model: `${model}-simulated`,
    metadata: { simulated: "true" },
    output: [
      {
        type: "message",
        id: `msg_${id}`,
        status: finish === "length" ? "incomplete" : "completed",
        role: "assistant",
        content:
          finish === "refusal"
            ? [{ type: "refusal", refusal: text }]
            : [
                {
                  type: "output_text",
                  text,
                  annotations: [],
                  ...(logProbabilities ? { logprobs: simulatedTokens(text) } : {}),
                },
              ],
      },
    ],
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: usage.reasoning },
      total_tokens: usage.input + usage.output,
    },
  }),
  error: openaiError,
};
