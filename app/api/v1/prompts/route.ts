import { addPromptOperation, listPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { addPrompt, listPrompts } from "#lib/services/prompts/prompts.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listPromptsOperation, (ctx) => listPrompts(ctx)),
  POST: handle(addPromptOperation, (ctx, { body }) => addPrompt(ctx, body)),
});
