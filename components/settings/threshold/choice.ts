import type { ThresholdPoint } from "#lib/contracts/calibration.ts";

/**
 * The lowest threshold above which cards are expected to be right at least as often as wanted; null where none is, or
 * where nobody knows.
 */
export function thresholdFor(points: readonly ThresholdPoint[], target: number): ThresholdPoint | null {
  return (
    points.find(({ precision, automated }) => precision !== null && precision >= target && automated > 0) ??
    null
  );
}

/** The point nearest to a threshold. */
export function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint | null {
  const distance = (point: ThresholdPoint) => Math.abs(point.threshold - threshold);
  return [...points].sort((one, other) => distance(one) - distance(other))[0] ?? null;
}
