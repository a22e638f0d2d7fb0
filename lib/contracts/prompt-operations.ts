import { z } from "zod";
import { define, type Operation } from "./operation.ts";
import { promptVersionSchema } from "./policy.ts";
import {
  newPromptSchema,
  promotePromptSchema,
  promptListSchema,
  promptSchema,
  splitPromptsSchema,
  triedPromptsSchema,
  tryPromptsSchema,
} from "./prompts.ts";

const versionParams = z.object({ version: promptVersionSchema });

export const listPromptsOperation = define({
  method: "GET",
  path: "/api/v1/prompts",
  id: "listPrompts",
  summary: "List the versions of the prompt",
  scope: "admin",
  answer: promptListSchema,
  success: "The versions, and which ones are in use",
});

export const getPromptOperation = define({
  method: "GET",
  path: "/api/v1/prompts/{version}",
  id: "getPrompt",
  summary: "Read a version of the prompt",
  scope: "admin",
  params: versionParams,
  answer: promptSchema,
  success: "The version with its text and parameters",
});

export const addPromptOperation = define({
  method: "POST",
  path: "/api/v1/prompts",
  id: "addPrompt",
  summary: "Keep a draft of the prompt",
  description:
    "A version never changes: other words are another version. `{{untrusted}}` and `{{ticket}}` have to stay, so that a ticket is always quoted data.",
  scope: "admin",
  body: newPromptSchema,
  answer: promptSchema,
  success: "The version",
  alsoFails: ["conflict"],
});

export const tryPromptsOperation = define({
  method: "POST",
  path: "/api/v1/prompts/try",
  id: "tryPrompts",
  summary: "Read a text with one or two versions of the prompt",
  description: "Models are asked and paid; nothing is stored and no card is reused.",
  scope: "admin",
  body: tryPromptsSchema,
  answer: triedPromptsSchema,
  success: "A card for each version, with its cost and time",
});

export const promotePromptOperation = define({
  method: "POST",
  path: "/api/v1/prompts/{version}/promote",
  id: "promotePrompt",
  summary: "Put a version of the prompt in use",
  description:
    "Needs a green eval run of this version, or an override with a reason. The run has to be of the policy in force. A version that was in use before needs neither: that is going back; where its last eval run missed gates, the audit trail says that they were overridden.",
  scope: "admin",
  params: versionParams,
  body: promotePromptSchema,
  answer: promptListSchema,
  success: "The versions, and which ones are in use",
  alsoFails: ["conflict"],
});

export const splitPromptsOperation = define({
  method: "POST",
  path: "/api/v1/prompts/split",
  id: "splitPrompts",
  summary: "Give some of the incidents to another version of the prompt, or end that",
  description:
    "Which ones is decided by their fingerprint, so that an incident always has the same one. A version that was never in use, and a larger share of it, need a green eval run or an override with a reason, as its promotion does; a smaller share and the end do not.",
  scope: "admin",
  body: splitPromptsSchema,
  answer: promptListSchema,
  success: "The versions, and which ones are in use",
  alsoFails: ["conflict"],
});

/** Operations on versions of the prompt. */
export const promptOperations: readonly Operation[] = [
  listPromptsOperation,
  getPromptOperation,
  addPromptOperation,
  tryPromptsOperation,
  promotePromptOperation,
  splitPromptsOperation,
];
