import { inArray, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { runbookSections, runbooks, runbookTerms } from "../schema/runbooks.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";

export interface ShelfCounts {
  runbooks: number;
  documents: Map<string, number>;
}

/** How many runbooks there are, and how many of them hold each of the words; unknown words are left out. */
export async function countShelf(db: Queryable, terms: readonly string[]): Promise<ShelfCounts> {
  const rows = await run(
    db
      .select({
        term: runbookTerms.term,
        documents: runbookTerms.documents,
        runbooks: sql<number>`(select count(*) from ${runbooks})`.mapWith(Number),
      })
      .from(runbookTerms)
      .where(inArray(runbookTerms.term, [...terms])),
  );
  return {
    runbooks: rows[0]?.runbooks ?? 0,
    documents: new Map(rows.map(({ term, documents }) => [term, documents])),
  };
}

export interface CandidateQuery {
  /** Words to look for in titles, and to count in what is found, with what each is worth; at most some dozens. */
  terms: readonly { term: string; worth: number }[];
  /** How many of them, from the first on, are looked for in texts, too. */
  inTexts: number;
  /** Keys of names that the ticket holds. */
  names: readonly string[];
  limit: number;
}

export interface CandidateRow {
  id: string;
  title: string;
  titleTerms: { term: string; documents: number }[];
  titleJoined: string[];
  nameSimilarity: number;
  sections: {
    ordinal: number;
    path: string[];
    length: number;
    matches: { term: string; heading: number; text: number }[];
  }[];
}

/** Below this trigram similarity two names have only letters in common. */
const nameSimilarityMin = 0.45;
/** A word in the title counts this much more when candidates are picked. */
const titleBonus = 2;
/** Outweighs every word: a runbook of the alert's name is always a candidate. */
const nameBonus = 1000;

/**
 * The runbooks with the most worth of words, and those of nearly a given name, with where each word stands in them.
 * Every word and every name is one look-up in an index.
 */
export async function findRunbookCandidates(db: Queryable, query: CandidateQuery): Promise<CandidateRow[]> {
  const terms = sql`${arrayParameter(query.terms.map(({ term }) => term))}::text[]`;
  const worths = sql`${arrayParameter(query.terms.map(({ worth }) => worth))}::float8[]`;
  const names = sql`${arrayParameter([...query.names])}::text[]`;
  const rows = await run(
    db.execute<{ [Key in keyof CandidateRow]: CandidateRow[Key] }>(sql`
      with wanted as (select * from unnest(${terms}, ${worths}) with ordinality as wanted(term, worth, at)),
      hits as (
        select found.id, wanted.worth
        from wanted, lateral (select id from ${runbooks} where search @@ wanted.term::tsquery) found
        where wanted.at <= ${query.inTexts}
        union all
        select found.id, wanted.worth * ${titleBonus}
        from wanted, lateral (select id from ${runbooks} where title_terms @> array[wanted.term]) found
        union all
        select found.id, found.similarity * ${nameBonus}
        from unnest(${names}) as name, lateral (
          select id, similarity(name_key, name) as similarity from ${runbooks}
          where name_key % name and similarity(name_key, name) >= ${nameSimilarityMin}
          order by similarity desc limit 8
        ) found
      ),
      picked as (select id, sum(worth) as worth from hits group by id order by worth desc, id limit ${query.limit})
      select
        r.id, r.title, to_jsonb(r.title_joined) as "titleJoined",
        (select coalesce(jsonb_agg(jsonb_build_object('term', t.term, 'documents', coalesce(k.titles, 0)) order by t.at), '[]')
          from unnest(r.title_terms) with ordinality as t(term, at) left join ${runbookTerms} k on k.term = t.term) as "titleTerms",
        (select coalesce(max(similarity(r.name_key, name)), 0)::float8 from unnest(${names}) as name) as "nameSimilarity",
        (select coalesce(jsonb_agg(jsonb_build_object('ordinal', s.ordinal, 'path', s.path, 'length', s.length, 'matches',
            (select coalesce(jsonb_agg(jsonb_build_object('term', w.lexeme,
                'heading', cardinality(array_positions(w.weights, 'A')),
                'text', cardinality(array_positions(w.weights, 'D')))), '[]')
              from unnest(s.search) w where w.lexeme = any(${terms}))) order by s.ordinal), '[]')
          from ${runbookSections} s where s.runbook_id = r.id) as sections
      from picked join ${runbooks} r on r.id = picked.id
      order by picked.worth desc, r.id`),
  );
  return [...rows];
}
