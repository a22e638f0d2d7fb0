/** Numbers as every page says them: counts, money, shares, spans of time and bytes. */

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const exact = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/** 1,234 as it is, a million as 1.23M. */
export const countText = (value: number) => (value < 10_000 ? exact.format(value) : compact.format(value));
export const exactText = (value: number) => exact.format(value);

const usd = { style: "currency", currency: "USD" } as const;
const largeUsd = new Intl.NumberFormat("en", { ...usd, notation: "compact", maximumSignificantDigits: 4 });
/** By the most digits behind the point; made once, because charts ask for one at every tick. */
const smallUsd = Array.from(
  { length: 13 },
  (_, digits) =>
    new Intl.NumberFormat("en", {
      ...usd,
      minimumFractionDigits: Math.min(2, digits),
      maximumFractionDigits: digits,
    }),
);

/** Small sums keep the digits that tell them apart; cents are always there. */
export function usdText(value: number): string {
  const size = Math.abs(value);
  if (size >= 100_000) return largeUsd.format(value);
  const digits = size > 0 && size < 1 ? Math.min(12, 2 - Math.floor(Math.log10(size))) : 2;
  return (smallUsd[digits] ?? largeUsd).format(value);
}

export const shareText = (value: number) => percent.format(value);

/** A share of nothing is none. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const tenths = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** A span of time as people read it: "8 ms", "1.2 s", "2 min 5 s", "3.5 h", "2 d". */
export function durationText(ms: number): string {
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`;
  if (ms < minuteMs - 50) return `${tenths.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 600) {
    const rest = seconds % 60;
    return `${Math.floor(seconds / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
  }
  const minutes = Math.round(ms / minuteMs);
  if (minutes < 60) return `${minutes} min`;
  return ms < 2 * dayMs ? `${tenths.format(ms / hourMs)} h` : `${tenths.format(ms / dayMs)} d`;
}

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
