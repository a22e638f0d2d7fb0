import type { ThresholdPoint } from "#lib/contracts/calibration.ts";

/** A threshold for a target; without one, the threshold that would reach it if what was reviewed told enough. */
export type Proposal = { point: ThresholdPoint } | { point: null; tooFewFrom: ThresholdPoint | null };

/**
 * The lowest threshold above which cards are surely enough right at least as often as wanted: by the lower end of the
 * interval, and with what nobody ever looked at taken for wrong.
 */
export function thresholdFor(points: readonly ThresholdPoint[], target: number): Proposal {
  const leaving = points.filter(({ automated }) => automated > 0);
  const point = leaving.find(({ atLeast }) => atLeast !== null && atLeast >= target);
  if (point) return { point };
  const hoped = leaving.find(({ precision }) => precision !== null && precision >= target);
  return { point: null, tooFewFrom: hoped ?? null };
}

/** The point nearest to a threshold. */
export function pointAt(points: readonly ThresholdPoint[], threshold: number): ThresholdPoint | null {
  const distance = (point: ThresholdPoint) => Math.abs(point.threshold - threshold);
  return [...points].sort((one, other) => distance(one) - distance(other))[0] ?? null;
}
