import { createHash } from "node:crypto";
import { type PromptContent, ticketPlaceholder, untrustedPlaceholder } from "../contracts/prompts.ts";
import type { TriageRequest } from "../contracts/triage.ts";
import type { ModelPrompt, ReAsk } from "../gateway/model-port.ts";
import { extractionJsonSchema } from "./extraction-json-schema.ts";
import { reAskV1 } from "./prompts/re-ask-v1.ts";
import { fencedTicketV1, triageSystemV1, triageUserV1, untrustedRulesV1 } from "./prompts/triage-v1.ts";

const hash = (text: string, length: number) =>
  createHash("sha256").update(text).digest("hex").slice(0, length);

/** The version of the answer that models are asked for: a hash of its JSON Schema, 8 hexadecimal characters. */
export const extractionSchemaVersion = hash(JSON.stringify(extractionJsonSchema), 8);

/**
 * The version of a prompt: a hash over everything the model sees except the ticket, and over its parameters. 12
 * hexadecimal characters; changes with every character of them, and only then.
 */
export function promptVersionOf({ system, user, parameters }: PromptContent): string {
  const { temperature, maxOutputTokens, reasoningEffort } = parameters;
  return hash(
    JSON.stringify([
      system,
      untrustedRulesV1,
      user,
      fencedTicketV1({ mark: "mark", text: "text", context: "context", runbooks: "runbooks" }),
      fencedTicketV1({ mark: "mark", text: "text", context: null, runbooks: null }),
      reAskV1({ mark: "mark", complaint: "complaint", answer: "answer" }),
      reAskV1({ mark: "mark", complaint: "complaint", answer: null }),
      extractionJsonSchema,
      [temperature, maxOutputTokens, reasoningEffort],
    ]),
    12,
  );
}

/** A prompt under its version. */
export interface VersionedPrompt {
  version: string;
  content: PromptContent;
}

const triageV1: PromptContent = {
  system: triageSystemV1,
  user: triageUserV1,
  parameters: {
    temperature: null,
    // Room for the longest valid extraction and a short chain of thought before it.
    maxOutputTokens: 8_192,
    // Reading facts needs little thought, and an attempt has seconds.
    reasoningEffort: "low",
  },
};

/** The newest prompt that comes with the product. */
export const builtInPrompt: VersionedPrompt = { version: promptVersionOf(triageV1), content: triageV1 };

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

/** A section of a runbook that may fit the ticket. */
export interface QuotedRunbook {
  runbook: string;
  section: string;
  text: string;
}

/** What a model is shown of runbooks: enough to point to a section, little enough not to drown the ticket. */
const runbooksMax = 3;
const sectionMaxCharacters = 1_200;

function quoted(runbooks: readonly QuotedRunbook[]): string | null {
  const shown = runbooks.slice(0, runbooksMax).map(({ runbook, section, text }) => {
    const head =
      text.length <= sectionMaxCharacters
        ? text
        : `${text.slice(0, sectionMaxCharacters).toWellFormed()} […]`;
    return `${JSON.stringify({ runbook, section })}\n${head}`;
  });
  return shown.length === 0 ? null : shown.join("\n\n");
}

/** A template with its one placeholder filled; what comes in is never looked into for placeholders. */
const filled = (template: string, placeholder: string, value: string) =>
  template.split(placeholder).slice(0, 2).join(value);

/** The prompt for one ticket. Pure: the same ticket, runbooks and version give the same prompt. */
export function renderTriagePrompt(
  ticket: Pick<TriageRequest, "text" | "source" | "service" | "environment">,
  sections: readonly QuotedRunbook[] = [],
  { version, content }: VersionedPrompt = builtInPrompt,
): ModelPrompt {
  const { text, source, service, environment } = ticket;
  const known = { source, service, environment };
  const context = Object.values(known).some((value) => value !== undefined) ? JSON.stringify(known) : null;
  const runbooks = quoted(sections);
  const mark = markFor([text, context ?? "", runbooks ?? "", content.user]);
  return {
    system: filled(content.system, untrustedPlaceholder, untrustedRulesV1),
    user: filled(content.user, ticketPlaceholder, fencedTicketV1({ mark, text, context, runbooks })),
    parameters: content.parameters,
    version,
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
