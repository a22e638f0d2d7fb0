import { getPromptOperation } from "#lib/contracts/prompt-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { getPrompt } from "#lib/services/prompts/prompts.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(getPromptOperation, (ctx, { params }) => getPrompt(ctx, params.version)),
});
