const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** An amount of bytes in the unit that reads best: "1.2 GB". */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat("en", {
    style: "unit",
    unit: units[power] ?? "byte",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}

const steps = [
  { below: 1_000, size: 1, unit: "millisecond", digits: 0 },
  { below: 60_000, size: 1_000, unit: "second", digits: 1 },
  { below: 3_600_000, size: 60_000, unit: "minute", digits: 0 },
  { below: 86_400_000, size: 3_600_000, unit: "hour", digits: 0 },
  { below: Number.POSITIVE_INFINITY, size: 86_400_000, unit: "day", digits: 0 },
] as const;

/** A span of time in the unit that reads best: "340 ms", "2.1 sec", "3 min". */
export function durationText(ms: number): string {
  const step = steps.find(({ below }) => ms < below) ?? steps[4];
  return new Intl.NumberFormat("en", {
    style: "unit",
    unit: step.unit,
    unitDisplay: "short",
    maximumFractionDigits: step.digits,
  }).format(ms / step.size);
}
