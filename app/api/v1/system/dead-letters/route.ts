import { listDeadLettersOperation } from "#lib/contracts/system-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { getJobQueue } from "#lib/server/job-queue.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listDeadLetters } from "#lib/services/system/system.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listDeadLettersOperation, (_ctx, { query }) => listDeadLetters(getJobQueue(), query)),
});
