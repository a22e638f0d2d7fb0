import { listTickets as queryTickets } from "#db/queries/tickets.ts";
import { findTriageDetailByTicket } from "#db/queries/triages.ts";
import type { TicketListQuery, TicketPage } from "#lib/contracts/tickets.ts";
import type { TriageDetail } from "#lib/contracts/triage.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** A page of tickets, newest first; throws `invalid_fields` for a cursor that is not ours. */
export async function listTickets(ctx: ServiceContext, query: TicketListQuery): Promise<TicketPage> {
  return queryTickets(ctx.database, query);
}

/** A ticket with its text and its current triage; throws `not_found`. */
export async function getTicketDetail(ctx: ServiceContext, ticketId: string): Promise<TriageDetail> {
  const detail = await findTriageDetailByTicket(ctx.database, ticketId);
  if (!detail) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  return detail;
}
