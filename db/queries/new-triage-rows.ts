import { sql } from "drizzle-orm";
import type { NewTriage } from "./triages.ts";

/** Characters of a text that search looks into: keeps the vector far below its limit of 1 MB. */
const searchedCharacters = 20_000;

const searchVectorOf = ({ ticket }: NewTriage) => {
  const words = [ticket.title, ticket.externalId, ticket.service, ticket.text.slice(0, searchedCharacters)];
  return sql<string>`to_tsvector('simple', ${words.filter(Boolean).join("\n").toWellFormed()})`;
};

/** What a list shows of the ticket's current triage. */
const verdictOf = ({ triage }: NewTriage) => ({
  triageId: triage.id,
  incidentKey: triage.incidentKey,
  status: triage.status,
  category: triage.card?.category ?? null,
  severity: triage.card?.severity ?? null,
  summary: triage.card?.summary ?? null,
  confidence: triage.card?.confidence ?? null,
  path: triage.origin.path,
  degraded: triage.origin.degraded,
  degradedReason: triage.origin.degradedReason,
  reviewState: triage.review.state,
});

/** Row of `tickets`. */
export const ticketRowOf = (input: NewTriage) => {
  const { text: _text, metadata: _metadata, actor, ...ticket } = input.ticket;
  return {
    ...ticket,
    ...verdictOf(input),
    actorType: actor.type,
    actorId: actor.id,
    team: actor.team,
    search: searchVectorOf(input),
    createdAt: input.createdAt,
  };
};

/** Row of `triages`, without what only the incident knows. */
export const triageRowOf = ({ ticket, triage, createdAt }: NewTriage) => ({
  id: triage.id,
  ticketId: ticket.id,
  status: triage.status,
  fingerprint: triage.fingerprint,
  incidentKey: triage.incidentKey,
  category: triage.card?.category ?? null,
  severity: triage.card?.severity ?? null,
  confidence: triage.card?.confidence ?? null,
  schemaVersion: triage.card?.schemaVersion ?? null,
  ...triage.origin,
  reviewState: triage.review.state,
  reviewReasons: triage.review.reasons,
  ...triage.usage,
  ...triage.timing,
  createdAt,
});
