import { splitPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { splitPrompts } from "#lib/services/prompts/prompts.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(splitPromptsOperation, (ctx, { body }) => splitPrompts(ctx, body)),
});
