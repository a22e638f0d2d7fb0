import { expect, test } from "vitest";
import { fitRunbooks, type RunbookCandidate, scoreOf, unheardShare } from "./rank-runbooks.ts";
import { runbookQueries } from "./runbook-query.ts";
import { termsOf } from "./terms.ts";

const shelfOf = (candidates: readonly RunbookCandidate[]) => ({
  runbooks: 200,
  documents: new Map(
    candidates.flatMap(({ sections }) => sections[0]?.matches ?? []).map(({ term }) => [term, 2]),
  ),
});

function candidate(id: string, title: string, text: string): RunbookCandidate {
  const words = termsOf(text);
  const matches = [...new Set(words)].map((term) => ({
    term,
    heading: 0,
    text: words.filter((word) => word === term).length,
  }));
  return {
    id,
    title,
    titleTerms: termsOf(title).map((term) => ({ term, documents: 1 })),
    titleJoined: [],
    nameSimilarity: 0,
    sections: [{ ordinal: 0, path: [title], length: words.length, matches }],
  };
}

test("a runbook that does not know the system which the ticket names fits worse", () => {
  const plain = candidate("plain", "Latency High Trend", "Request latency is high, check the slow requests.");
  const shelf = shelfOf([plain]);
  const scoreFor = (text: string) =>
    scoreOf(fitRunbooks([plain], runbookQueries(text).close, shelf)[0]?.fit ?? 0);
  const [any, other] = ["the storefront", "Cassandra"].map((system) =>
    scoreFor(`High request latency of ${system}`),
  );
  expect(other).toBeLessThan((any ?? 0) / 2);
});

test("a system is known by any of its names", () => {
  const known = candidate("pg", "Postgresql Latency High", "Request latency of the primary is high.");
  const [best] = fitRunbooks(
    [known],
    runbookQueries("High request latency of Postgres").close,
    shelfOf([known]),
  );
  expect(scoreOf(best?.fit ?? 0)).toBeGreaterThan(0.5);
});

test("of two runbooks with like names the one that speaks of the details comes first", () => {
  const read = candidate("a", "Volume Usage High", "Free some space, ask the owner of the volume.");
  const full = candidate(
    "b",
    "Volume Usage High",
    "Snapshots fill the volume. List snapshots, delete old snapshots, shorten the retention of snapshots.",
  );
  const query = runbookQueries("Volume usage is high since the retention of snapshots was raised").close;
  expect(fitRunbooks([read, full], query, shelfOf([read, full])).map(({ id }) => id)).toEqual(["b", "a"]);
});

test("for people's own words a short runbook that is about them comes before a long one that has their words in its title", () => {
  const filler = Array.from(
    { length: 300 },
    (_, at) => `word${"abcdefghij"[at % 10]}${"klmnopqrst"[at % 7]}`,
  ).join(" ");
  const long = candidate("long", "Gateway Reload Queue", filler);
  const short = candidate("short", "Config Rejected", "The gateway keeps its old rules after a reload.");
  const { wide } = runbookQueries("the gateway still has the old rules after a reload");
  const [one, other] = [long, short].map(({ id }) =>
    fitRunbooks([long, short], wide, shelfOf([long, short])).find((each) => each.id === id),
  );
  const gained = (each: typeof one) => (each?.plainFit ?? 0) - (each?.fit ?? 0);
  expect(gained(other)).toBeGreaterThan(gained(one));
});

test("what the shelf has never heard of is a share of what the text says itself", () => {
  const known = candidate("a", "Volume Usage High", "Volume usage is high.");
  const shareOf = (text: string) => unheardShare(runbookQueries(text).close, shelfOf([known]));
  expect(shareOf("volume")).toBe(0);
  expect(shareOf("volume flurbo")).toBeGreaterThan(0);
  expect(shareOf("flurbo")).toBe(1);
});
