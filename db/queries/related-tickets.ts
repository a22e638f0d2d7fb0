import { sql } from "drizzle-orm";
import type { RelatedTicket } from "../../lib/contracts/runbooks.ts";
import type { Queryable } from "../client.ts";
import { tickets, ticketTexts } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
import { run } from "./run.ts";

/** Characters of a text that are compared. */
const comparedCharacters = 6_000;
/** Words looked up, the rarest of those at the beginning; tickets taken for each; tickets compared. */
const wordsMax = 16;
const ticketsForWord = 200;
const candidatesMax = 40;
/** A word in more tickets than this says nothing about which incident it is. */
const commonShare = 0.01;

export type RelatedCandidate = Omit<RelatedTicket, "similarity" | "relation" | "shared" | "createdAt"> & {
  createdAt: Date;
  text: string;
  /** Reported under the same fingerprint. */
  sameFingerprint: boolean;
};

interface SourceTicket {
  text: string;
  createdAt: Date;
}

/** The ticket that others are compared with; null when there is none. */
export async function findComparedTicket(db: Queryable, ticketId: string): Promise<SourceTicket | null> {
  const [row] = await run(
    db.execute<{ text: string; created_at: string | Date }>(sql`
      select left(x.text, ${comparedCharacters}) as text, t.created_at
      from ${tickets} t join ${ticketTexts} x on x.ticket_id = t.id where t.id = ${ticketId}`),
  );
  return row ? { text: row.text, createdAt: new Date(row.created_at) } : null;
}

/**
 * Share of tickets that hold each common word, as PostgreSQL's own statistics over the search index know it; empty
 * before the table was analysed for the first time.
 */
export async function shareOfCommonWords(db: Queryable): Promise<Map<string, number>> {
  const rows = await run(
    db.execute<{ word: string; share: number }>(sql`
      select word, share from pg_stats,
        unnest(most_common_elems::text::text[], most_common_elem_freqs::float8[]) as common(word, share)
      where schemaname = current_schema() and tablename = 'tickets' and attname = 'search' and word is not null`),
  );
  return new Map([...rows].map(({ word, share }) => [word, share]));
}

/**
 * Tickets since `since` that share rare words with a ticket, most of them first, the newest of each incident. Each word
 * is one look-up in the search index, and common words are not looked up, so that the cost does not grow with the table.
 */
export async function findRelatedCandidates(
  db: Queryable,
  ticketId: string,
  since: Date,
): Promise<RelatedCandidate[]> {
  const rows = await run(
    db.execute<Record<keyof RelatedCandidate, unknown> & RelatedCandidate>(sql`
      with me as (
        select t.id, t.search, t.incident_key, r.fingerprint
        from ${tickets} t join ${triages} r on r.id = t.triage_id where t.id = ${ticketId}
      ),
      common as (
        select word from pg_stats,
          unnest(most_common_elems::text::text[], most_common_elem_freqs::float8[]) as common(word, share)
        where schemaname = current_schema() and tablename = 'tickets' and attname = 'search' and share > ${commonShare}
      ),
      words as (
        select w.lexeme, ('''' || replace(replace(w.lexeme, '\\', '\\\\'), '''', '''''') || '''')::tsquery as query
        from me, unnest(me.search) w
        where length(w.lexeme) between 3 and 60 and not exists (select from common where common.word = w.lexeme)
        order by w.positions[1], w.lexeme limit ${wordsMax}
      ),
      hits as (
        select found.id from words, lateral (
          select id from (
            select id from ${tickets} where search @@ words.query and created_at >= ${since.toISOString()}::timestamptz offset 0
          ) matching order by id desc limit ${ticketsForWord}
        ) found
      ),
      counted as (select id, count(*) as shared from hits where id <> ${ticketId} group by id),
      picked as (
        select distinct on (t.incident_key) t.id, counted.shared
        from counted join ${tickets} t on t.id = counted.id, me
        where t.id < me.id or t.incident_key <> me.incident_key
        order by t.incident_key, counted.shared desc, t.id desc
      )
      select t.id as "ticketId", t.triage_id as "triageId", t.title, t.created_at as "createdAt", t.category, t.severity,
        t.path, t.review_state as "reviewState", left(x.text, ${comparedCharacters}) as text,
        r.fingerprint = me.fingerprint as "sameFingerprint"
      from (select * from picked order by shared desc, id desc limit ${candidatesMax}) best
      join ${tickets} t on t.id = best.id
      join ${ticketTexts} x on x.ticket_id = t.id
      join ${triages} r on r.id = t.triage_id, me
      order by best.shared desc, t.id desc`),
  );
  return [...rows].map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}
