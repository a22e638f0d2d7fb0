const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Steps that read well as spans of time: no axis says 5.6 h. */
const steps = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 20, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 20, 30].map((minutes) => minutes * minuteMs),
  ...[1, 2, 4, 6, 12].map((hours) => hours * hourMs),
];
const daySteps = [1, 2, 5];
const stepsMost = 4;

function stepFor(mostMs: number): number {
  const fits = (step: number) => mostMs <= step * stepsMost;
  const short = steps.find(fits);
  if (short !== undefined) return short;
  for (let power = dayMs; ; power *= 10) {
    const long = daySteps.map((days) => days * power).find(fits);
    if (long !== undefined) return long;
  }
}

/** Values of an axis of spans of time in milliseconds, from none to the first at or above `mostMs`. */
export function durationTicks(mostMs: number): number[] {
  const step = stepFor(mostMs);
  return Array.from({ length: Math.max(1, Math.ceil(mostMs / step)) + 1 }, (_, index) => index * step);
}
