import type { CardCorrection, ClockFigures, ReviewFigures, WaitingBySeverity } from "../contracts/reviews.ts";
import type { Severity } from "../contracts/vocabulary.ts";

type ReviewedField = keyof CardCorrection;

/** One verdict of a human, with the clocks of its card. */
export interface Verdict {
  action: "approve" | "correct";
  /** What the card proposed, by which its clocks were set; null for a card of before that is not known any more. */
  severity: Severity | null;
  /** Which fields of the card the human changed. */
  changed: Record<ReviewedField, boolean>;
  secondOpinion: boolean;
  queuedAt: Date;
  firstClaimedAt: Date | null;
  claimDueAt: Date;
  decideDueAt: Date;
  decidedAt: Date;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

const secondsBetween = (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / 1000);

/** Both clocks over some verdicts. */
const clockFiguresOf = (verdicts: readonly Verdict[]): ClockFigures => ({
  decided: verdicts.length,
  claimBreaches: verdicts.filter((one) => (one.firstClaimedAt ?? one.decidedAt) > one.claimDueAt).length,
  decideBreaches: verdicts.filter((one) => one.decidedAt > one.decideDueAt).length,
  medianSecondsToClaim: median(
    verdicts.map((one) => secondsBetween(one.queuedAt, one.firstClaimedAt ?? one.decidedAt)),
  ),
  medianSecondsToDecide: median(verdicts.map((one) => secondsBetween(one.queuedAt, one.decidedAt))),
});

/** How often humans change cards, agree with each other, and keep the clocks. */
export function figuresOf(
  verdicts: readonly Verdict[],
  waiting: WaitingBySeverity = {},
): Omit<ReviewFigures, "from" | "to" | "queue"> {
  const first = verdicts.filter((verdict) => !verdict.secondOpinion);
  const second = verdicts.filter((verdict) => verdict.secondOpinion);
  const overridden = (field: ReviewedField) => ({
    count: first.filter(({ changed }) => changed[field]).length,
    of: first.length,
  });
  const agreeing = second.filter(({ changed }) => !changed.category && !changed.severity);
  const ofSeverity = (severity: Severity) => ({
    ...clockFiguresOf(verdicts.filter((one) => one.severity === severity)),
    queue: waiting[severity] ?? { open: 0, breached: 0 },
  });
  return {
    approved: verdicts.filter(({ action }) => action === "approve").length,
    corrected: verdicts.filter(({ action }) => action === "correct").length,
    overrides: {
      category: overridden("category"),
      severity: overridden("severity"),
      summary: overridden("summary"),
      steps: overridden("steps"),
    },
    secondOpinions: { count: agreeing.length, of: second.length },
    ...clockFiguresOf(verdicts),
    bySeverity: {
      P0: ofSeverity("P0"),
      P1: ofSeverity("P1"),
      P2: ofSeverity("P2"),
      P3: ofSeverity("P3"),
    },
  };
}
