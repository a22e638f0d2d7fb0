import { createHash } from "node:crypto";
import type { TriageRequest } from "../contracts/triage.ts";
import type { ModelPrompt, ReAsk } from "../gateway/model-port.ts";
import { extractionJsonSchema } from "./extraction-json-schema.ts";
import { reAskV1 } from "./prompts/re-ask-v1.ts";
import { triageSystemV1, triageUserV1 } from "./prompts/triage-v1.ts";

const hash = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/**
 * Hash over everything the model sees except the ticket: system text, templates of the user messages and schema.
 * 12 hexadecimal characters; changes with every character of them, and only then.
 */
export const triagePromptVersion = hash(
  JSON.stringify([
    triageSystemV1,
    triageUserV1({ mark: "mark", text: "text", context: "context" }),
    triageUserV1({ mark: "mark", text: "text", context: null }),
    reAskV1({ mark: "mark", complaint: "complaint", answer: "answer" }),
    reAskV1({ mark: "mark", complaint: "complaint", answer: null }),
    extractionJsonSchema,
  ]),
  12,
);

/**
 * A word that does not occur in any of the texts, made from the texts themselves: nobody who writes a ticket can
 * close the fence around it, and the same ticket always gives the same prompt.
 */
function markFor(texts: string[]): string {
  for (let round = 0; ; round++) {
    const mark = hash(JSON.stringify([round, ...texts]), 16);
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}

/** The prompt for one ticket. Pure: the same ticket gives the same prompt. */
export function renderTriagePrompt(
  ticket: Pick<TriageRequest, "text" | "source" | "service" | "environment">,
): ModelPrompt {
  const { text, source, service, environment } = ticket;
  const known = { source, service, environment };
  const context = Object.values(known).some((value) => value !== undefined) ? JSON.stringify(known) : null;
  const mark = markFor([text, context ?? ""]);
  return {
    system: triageSystemV1,
    user: triageUserV1({ mark, text, context }),
    version: triagePromptVersion,
  };
}

/** Of an answer that could not be used, as much as helps to see what it was. */
const shownAnswerCharacters = 1_500;

/** The same question once more, with what was wrong about the answer and the answer itself as data. */
export function renderReAsk(prompt: ModelPrompt, { complaint, answer }: ReAsk): ModelPrompt {
  const shown =
    answer !== null && answer.length > shownAnswerCharacters
      ? `${answer.slice(0, shownAnswerCharacters).toWellFormed()}\n(shortened)`
      : answer;
  const mark = markFor([prompt.user, shown ?? ""]);
  return { ...prompt, user: `${prompt.user}\n\n${reAskV1({ mark, complaint, answer: shown })}` };
}
