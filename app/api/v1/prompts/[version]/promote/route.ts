import { promotePromptOperation } from "#lib/contracts/prompt-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { promotePrompt } from "#lib/services/prompts/prompts.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(promotePromptOperation, (ctx, { params, body }) => promotePrompt(ctx, params.version, body)),
});
