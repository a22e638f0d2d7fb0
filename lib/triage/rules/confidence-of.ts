import { type Calibration, interpolate } from "../calibration.ts";
import { roundedConfidence } from "../confidence.ts";

/** From here on a confidence is called high. */
const high = 0.8;
/** Only where cards were right this often. */
const rightForHigh = 0.9;
const belowHigh = 0.79;

/** How sure a card is whose category has this share: what such shares were worth, and "high" not given lightly. */
export function confidenceOf(calibration: Calibration, share: number): number {
  const worth = interpolate(calibration, share);
  return roundedConfidence(worth >= high && worth < rightForHigh ? belowHigh : worth);
}
