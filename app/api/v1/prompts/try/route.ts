import { tryPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { tryPrompts } from "#lib/services/prompts/try-prompts.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(tryPromptsOperation, (ctx, { body }) => tryPrompts(ctx, body)),
});
