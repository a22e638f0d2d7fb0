import { triageTicketOperation } from "#lib/contracts/ticket-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { listenerOf, withStages } from "#lib/server/triage-stream.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { watchStages } from "#lib/services/triage/watch-stages.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: withStages(
    handle(
      triageTicketOperation,
      (ctx, { body, headers, request }) => {
        const tell = listenerOf(request);
        return triageTicket(tell ? watchStages(ctx, tell) : ctx, body, {
          idempotencyKey: headers["idempotency-key"] ?? null,
          later: headers.prefer === "respond-async",
        });
      },
      ({ id, status }) =>
        status === "queued"
          ? {
              status: 202,
              headers: { location: `/api/v1/triage/${id}`, "preference-applied": "respond-async" },
            }
          : {},
    ),
  ),
});
