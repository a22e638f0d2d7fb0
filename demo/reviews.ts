import type { Actor } from "#lib/contracts/access.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import type { DecisionRequest } from "#lib/contracts/reviews.ts";
import type { Card } from "#lib/contracts/triage.ts";
import type { Category, Severity } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";
import { claimCard, decideCard, releaseCard, reopenCard, snoozeCard } from "#lib/services/review/reviews.ts";
import type { Draw } from "#samples/draw.ts";
import { contextAt, type Spell } from "./sample-context.ts";
import { type Truth, truthOf } from "./truth.ts";

/** A card that waits for a human, with when one looks at it. */
export interface OpenCard {
  triageId: string;
  atMs: number;
  text: string;
  card: Card;
  takenMs: number;
  decidedMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

const medianWaitMs: Record<Severity, number> = {
  P0: 2 * minuteMs,
  P1: 6 * minuteMs,
  P2: 70 * minuteMs,
  P3: 4 * 60 * minuteMs,
};

/** When somebody will have taken and decided a card. */
export function openCardOf(
  draw: Draw,
  { triageId, atMs, text, card }: Pick<OpenCard, "triageId" | "atMs" | "text" | "card">,
): OpenCard {
  const takenMs = atMs + draw.skewed(medianWaitMs[card.severity], 0.95);
  return { triageId, atMs, text, card, takenMs, decidedMs: takenMs + draw.skewed(60_000, 1.3) };
}

/** A card of the same incident stands for this one, or a better one came and says what the correction would have. */
const outdated: ReadonlySet<string> = new Set(["not_found", "conflict", "invalid_fields"]);

/** Does something to a card unless others were faster. */
export async function unlessOutdated(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof AppError) || !outdated.has(error.code)) throw error;
  }
}

const owners: Record<Category, string> = {
  infra: "The platform team owns this; it had the same last month.",
  app: "It is our own program, the release notes say so.",
  data: "The tables are at fault, the program only shows it.",
  security: "The security desk wants to see these.",
  unknown: "Nobody can tell from this text.",
};

function correctionOf(card: Card, { category, severity }: Truth): DecisionRequest {
  const reasons = [
    ...(category === card.category ? [] : [owners[category]]),
    ...(severity === card.severity
      ? []
      : [
          severity < card.severity
            ? "More people are hit than the text says."
            : "There is a way around it, nobody is stopped.",
        ]),
  ];
  return {
    action: "correct",
    card: {
      ...(category === card.category ? {} : { category }),
      ...(severity === card.severity ? {} : { severity }),
    },
    reason: reasons.join(" "),
  };
}

const isRight = ({ category, severity }: Card, truth: Truth) =>
  category === truth.category && severity === truth.severity;

/** Who decided what, for those who look a second time. */
export interface Decided {
  triageId: string;
  atMs: number;
  by: Actor;
  corrected: boolean;
}

/** Nobody leaves what pages people for long; the rest is left a little longer than until somebody should have taken it. */
const waitsForMs = ({ card: { severity } }: OpenCard) =>
  severity <= "P1" ? hourMs : defaultReviewClocks[severity].claimMinutes * 1.5 * minuteMs;

const canWait = (open: OpenCard, nowMs: number) => nowMs - open.atMs < waitsForMs(open);

const snoozedForMs = 2 * hourMs;

/**
 * What reviewers make of the cards that somebody gets to until a moment, in the order in which they came; the others
 * are left.
 */
export async function decideReviews({
  open,
  untilMs,
  keep,
  reviewers,
  spell,
}: {
  open: readonly OpenCard[];
  untilMs: number;
  /** So many of the newest are left, whatever people had time for. */
  keep: number;
  reviewers: readonly Actor[];
  spell: Spell;
}): Promise<{ left: OpenCard[]; decided: Decided[] }> {
  const { draw } = spell;
  const left: OpenCard[] = [];
  const decided: Decided[] = [];
  const inOrder = [...open].sort((a, b) => a.atMs - b.atMs);
  const kept = new Set(
    inOrder.filter((each) => canWait(each, untilMs)).slice(keep === 0 ? inOrder.length : -keep),
  );
  for (const each of inOrder) {
    const { triageId, takenMs, decidedMs, card, text } = each;
    if (decidedMs > untilMs || kept.has(each)) {
      left.push(each);
      continue;
    }
    let by = draw.favouring(reviewers);
    await unlessOutdated(async () => {
      const taking = await contextAt(takenMs, by, spell);
      await claimCard(taking, triageId);
      let lastMs = decidedMs;
      if (draw.chance(0.03)) {
        await releaseCard(taking, triageId, { reason: "I do not know this system." });
        by = reviewers.find((reviewer) => reviewer.id !== by.id) ?? by;
      } else if (draw.chance(0.02)) {
        const minutes = snoozedForMs / minuteMs;
        await snoozeCard(taking, triageId, { minutes, reason: "The team looks at it after lunch." });
        lastMs += snoozedForMs;
      }
      if (lastMs > untilMs) {
        left.push({ ...each, takenMs: takenMs + snoozedForMs, decidedMs: lastMs });
        return;
      }
      const deciding = await contextAt(lastMs, by, spell);
      await claimCard(deciding, triageId);
      const truth = truthOf(text, card);
      const request: DecisionRequest = isRight(card, truth)
        ? { action: "approve" }
        : correctionOf(card, truth);
      await decideCard(deciding, triageId, request);
      decided.push({ triageId, atMs: lastMs, by, corrected: request.action === "correct" });
    });
  }
  return { left, decided };
}

/** Of the decided cards, those that somebody else looks at, and those that come back. */
const secondOpinions = 0.09;
const reopenings = 0.015;
const disagreements = 0.14;

/** Some decided cards are looked at again: by somebody else, who now and then disagrees, or because more became known. */
export async function lookAgain({
  decided,
  nowMs,
  manager,
  reviewers,
  spell,
}: {
  decided: readonly Decided[];
  nowMs: number;
  manager: Actor;
  reviewers: readonly Actor[];
  spell: Spell;
}): Promise<void> {
  const { draw } = spell;
  for (const { triageId, atMs, by, corrected } of decided) {
    const secondOpinion = draw.chance(corrected ? 2 * secondOpinions : secondOpinions);
    if (!secondOpinion && !draw.chance(reopenings)) continue;
    const askedMs = atMs + draw.between(0.3, 3) * hourMs;
    const againMs = askedMs + draw.skewed(25 * minuteMs, 0.6);
    if (askedMs > nowMs) continue;
    const other = reviewers.find((reviewer) => reviewer.id !== by.id) ?? manager;
    await unlessOutdated(async () => {
      await reopenCard(await contextAt(askedMs, manager, spell), triageId, {
        secondOpinion,
        reason: secondOpinion
          ? "Weekly sample: do two of us see the same?"
          : "The shop wrote again, it is not over.",
      });
      if (againMs > nowMs) return;
      const deciding = await contextAt(againMs, other, spell);
      const { severity } = await claimCard(deciding, triageId);
      const disagrees = draw.chance(disagreements) && severity !== null;
      await decideCard(
        deciding,
        triageId,
        disagrees
          ? {
              action: "correct",
              card: { severity: severity === "P2" ? "P1" : severity === "P3" ? "P2" : "P2" },
              reason:
                severity === "P1" || severity === "P0"
                  ? "Support has a text for it, it can wait."
                  : "Ten more shops wrote since.",
            }
          : { action: "approve" },
      );
    });
  }
}
