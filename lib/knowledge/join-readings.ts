import { type FittingRunbook, offeredFrom, type RankedRunbook, scoreOf } from "./rank-runbooks.ts";

/** What a text is, as far as it matters for which runbooks fit. */
export interface AskingText {
  /** An alert says things in the words that runbooks have for them; people have their own. */
  isAlert: boolean;
  sentences: number;
  /** See `unheardShare`. */
  unheard: number;
}

/** What the wide reading counts beside the close one: in an alert's order, and in whether a runbook is offered. */
const wideShare = { order: 0.7, score: 0.5 };
/** What the fit for people's own words counts in whether a runbook is offered for them. */
const plainShare = 0.6;
/** What of a text the shelf has never heard of speaks against all of it; every text has some. */
const unheardWorth = 0.5;
const usualUnheard = 0.3;
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
  { isAlert, sentences, unheard }: AskingText,
): RankedRunbook[] {
  const closeFits = new Map(close.map(({ id, fit }) => [id, fit]));
  const length = lengthWorth * Math.log((1 + sentences) / usualLength);
  return wide
    .map(({ fit, plainFit, ...runbook }) => {
      const mixed = (share: number) => share * fit + (1 - share) * (closeFits.get(runbook.id) ?? 0);
      const { order, certainty } = isAlert
        ? { order: mixed(wideShare.order), certainty: mixed(wideShare.score) }
        : {
            order: plainFit,
            certainty:
              plainShare * plainFit +
              (1 - plainShare) * mixed(wideShare.score) -
              unheardWorth * (unheard - usualUnheard),
          };
      return { order, ranked: { ...runbook, score: scoreOf(certainty - length) } };
    })
    .sort((one, other) => other.order - one.order)
    .map(({ ranked }) => ranked);
}

/** Of ranked runbooks those to offer: none unless one of the first fits well enough, and then what comes near it. */
export function offeredOf(ranked: readonly RankedRunbook[], limit: number): RankedRunbook[] {
  const first = ranked.slice(0, tellingMax);
  if (!first.some(({ score }) => score >= offeredFrom)) return [];
  return ranked.slice(0, limit).filter(({ score }) => score >= besideFrom);
}
