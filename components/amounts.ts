import { numberFormat } from "./ui/number-format.ts";

/** Numbers as every page says them: counts, money, shares, spans of time and bytes. */

const compact = { notation: "compact", maximumSignificantDigits: 3 } as const;
const percent = { style: "percent", maximumFractionDigits: 1 } as const;

/** 1,234 as it is, a million as 1.23M. */
export const countText = (value: number) => numberFormat(value < 10_000 ? {} : compact).format(value);
export const exactText = (value: number) => numberFormat().format(value);

const usd = { style: "currency", currency: "USD" } as const;
const largeUsd = { ...usd, notation: "compact", maximumSignificantDigits: 4 } as const;

/** Small sums keep the digits that tell them apart; cents are always there. */
export function usdText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100_000) return numberFormat(largeUsd).format(value);
  const digits = size > 0 && size < 1 ? Math.min(12, 2 - Math.floor(Math.log10(size))) : 2;
  return numberFormat({ ...usd, minimumFractionDigits: 2, maximumFractionDigits: digits }).format(value);
}

/** As exact as a table wants it: a millionth of a dollar, where sums are small. */
export const exactUsdText = (value: number) =>
  numberFormat({
    ...usd,
    minimumFractionDigits: 2,
    maximumFractionDigits: Math.abs(value) < 1 ? 6 : 2,
  }).format(value);

/** A number with a fixed count of digits behind the point, so that a column lines up. */
export const fixedText = (value: number, digits: number) =>
  numberFormat({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

/** Confidence and scores from 0 to 1. */
export const scoreText = (value: number) => fixedText(value, 2);

export const shareText = (value: number) => numberFormat(percent).format(value);

/** A share of nothing is none. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const tenths = (value: number) => numberFormat({ maximumFractionDigits: 1 }).format(value);

/** A span of time as people read it: "8 ms", "1.2 s", "2 min 5 s", "3.5 h", "2 d". */
export function durationText(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < minuteMs - 50) return `${tenths(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 600) {
    const rest = seconds % 60;
    return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
  }
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  return ms < 2 * dayMs ? `${tenths(ms / hourMs)} h` : `${tenths(ms / dayMs)} d`;
}

const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** An amount of bytes in the unit that reads best: "1.2 GB". */
export function bytesText(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return numberFormat({
    style: "unit",
    unit: units[power] ?? "byte",
    maximumFractionDigits: power === 0 ? 0 : 1,
  }).format(bytes / 1000 ** power);
}
