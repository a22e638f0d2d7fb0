import { scoreText } from "#components/amounts.ts";
import type { CardCalibration } from "#lib/contracts/calibration.ts";

const pathWords: Record<CardCalibration["path"], string> = {
  model: "read by a model",
  rules: "read by the rules engine",
};

/** What a card's confidence rests on, in one line. */
export function CalibrationNote({ calibration }: { calibration: CardCalibration }) {
  return <p className="text-xs text-pretty text-ink-muted tabular-nums">{calibrationText(calibration)}</p>;
}

function calibrationText({ state, basis, n, needed, path, stated, confidence }: CardCalibration): string {
  if (state === "not_calibrated")
    return `Confidence is not calibrated yet: that takes ${needed} reviewed cards ${pathWords[path]}, and there are ${n}.`;
  const like = basis === "path_and_category" ? "of this category " : "";
  const said = stated === confidence ? "" : ` The card itself said ${scoreText(stated)}.`;
  return `Confidence is how often cards like this one were right: ${n} reviewed cards ${like}${pathWords[path]}.${said}`;
}
