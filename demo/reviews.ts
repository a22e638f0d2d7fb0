import type { Actor } from "#lib/contracts/access.ts";
import type { DecisionRequest } from "#lib/contracts/reviews.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { type Category, categories, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";
import { claimCard, decideCard, releaseCard, snoozeCard } from "#lib/services/review/reviews.ts";
import type { Draw } from "#samples/draw.ts";
import { contextAt, type Spell } from "./sample-context.ts";

export interface OpenCard {
  triageId: string;
  atMs: number;
  card: Card;
  promptVersion: string | null;
}

const minuteMs = 60_000;
/** So many of the newest cards are left for whoever looks at the demonstration. */
const leftOpen = 14;

const medianWaitMs: Record<Severity, number> = {
  P0: 4 * minuteMs,
  P1: 14 * minuteMs,
  P2: 90 * minuteMs,
  P3: 5 * 60 * minuteMs,
};

/** A card of the same incident stands for this one, or a better one came and says what the correction would have. */
const outdated: ReadonlySet<string> = new Set(["not_found", "conflict", "invalid_fields"]);

/** The neighbour that a human chooses instead: rarely more than one step away. */
function otherSeverity(draw: Draw, severity: Severity): Severity {
  const at = severities.indexOf(severity);
  return (
    severities[at === 0 ? 1 : at === severities.length - 1 ? at - 1 : at + draw.oneOf([-1, 1])] ?? severity
  );
}

function correctionOf(draw: Draw, card: Card): DecisionRequest {
  if (draw.chance(0.65)) {
    const severity = otherSeverity(draw, card.severity);
    const reason =
      severity < card.severity
        ? "More people are hit than the text says."
        : "There is a way around it, nobody is stopped.";
    return { action: "correct", card: { severity }, reason };
  }
  const others = categories.filter((each): each is Category => each !== card.category && each !== "unknown");
  return { action: "correct", card: { category: draw.oneOf(others) }, reason: "Another team owns this." };
}

/** What reviewers made of the cards that asked for one, in the order in which they came. */
export async function decideReviews({
  open,
  nowMs,
  reviewers,
  doubtful,
  spell,
}: {
  open: readonly OpenCard[];
  nowMs: number;
  reviewers: readonly Actor[];
  /** Cards of this version of the prompt are corrected more often than not. */
  doubtful: string;
  spell: Spell;
}): Promise<void> {
  const { draw } = spell;
  const inOrder = [...open].sort((a, b) => a.atMs - b.atMs).slice(0, -leftOpen);
  for (const { triageId, atMs, card, promptVersion } of inOrder) {
    const takenMs = atMs + draw.skewed(medianWaitMs[card.severity], 0.8);
    const decidedMs = takenMs + draw.skewed(40_000, 0.7);
    if (decidedMs > nowMs) continue;
    const reviewer = draw.favouring(reviewers);
    try {
      const taking = await contextAt(takenMs, reviewer, spell);
      await claimCard(taking, triageId);
      if (draw.chance(0.04)) {
        await releaseCard(taking, triageId, { reason: "I do not know this system." });
        continue;
      }
      if (draw.chance(0.02)) {
        await snoozeCard(taking, triageId, { minutes: 240, reason: "The team looks at it after lunch." });
        continue;
      }
      const isRight = draw.chance(promptVersion === doubtful ? 0.35 : 0.8);
      const request: DecisionRequest = isRight ? { action: "approve" } : correctionOf(draw, card);
      await decideCard(await contextAt(decidedMs, reviewer, spell), triageId, request);
    } catch (error) {
      if (!(error instanceof AppError) || !outdated.has(error.code)) throw error;
    }
  }
}
