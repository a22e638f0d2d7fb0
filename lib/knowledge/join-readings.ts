import { type FittingRunbook, offeredFrom, type RankedRunbook, scoreOf } from "./rank-runbooks.ts";

/** What the wide reading counts beside the close one: in the order, and in whether a runbook is offered. */
const wideShare = { order: 0.7, score: 0.5 };
/** The more a text says, the sooner one of its sentences is like some runbook by chance. */
const lengthWorth = 0.1;
const usualLength = 2.5;
/** Runbooks that tell whether the shelf has anything for a ticket. */
const tellingMax = 3;
/** Where it has, runbooks below this score are not shown beside it. */
const besideFrom = 0.01;

/**
 * Joins two readings of a ticket: close, by what it says in the lexicon's phrases, and wide, by what it may be about.
 * The wide one puts more of the right runbooks first; the close one tells better whether there is one at all. Pure.
 */
export function joinReadings(
  close: readonly FittingRunbook[],
  wide: readonly FittingRunbook[],
  sentences: number,
): RankedRunbook[] {
  const closeFits = new Map(close.map(({ id, fit }) => [id, fit]));
  const length = lengthWorth * Math.log((1 + sentences) / usualLength);
  const mixed = (fit: number, id: string, share: number) =>
    share * fit + (1 - share) * (closeFits.get(id) ?? 0);
  return wide
    .map(({ fit, ...runbook }) => ({
      order: mixed(fit, runbook.id, wideShare.order),
      ranked: { ...runbook, score: scoreOf(mixed(fit, runbook.id, wideShare.score) - length) },
    }))
    .sort((one, other) => other.order - one.order)
    .map(({ ranked }) => ranked);
}

/** Of ranked runbooks those to offer: none unless one of the first fits well enough, and then what comes near it. */
export function offeredOf(ranked: readonly RankedRunbook[], limit: number): RankedRunbook[] {
  const first = ranked.slice(0, tellingMax);
  if (!first.some(({ score }) => score >= offeredFrom)) return [];
  return ranked.slice(0, limit).filter(({ score }) => score >= besideFrom);
}
