const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const exact = new Intl.NumberFormat("en");
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

/** 1,234 as it is, a million as 1.23M. */
export const countText = (value: number) => (value < 10_000 ? exact.format(value) : compact.format(value));
export const exactText = (value: number) => exact.format(value);

/** Small sums keep the digits that tell them apart; cents are always there. */
export function usdText(value: number): string {
  const size = Math.abs(value);
  const digits = size > 0 && size < 1 ? Math.min(12, 2 - Math.floor(Math.log10(size))) : 2;
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: "USD",
    ...(size >= 100_000
      ? { notation: "compact", maximumSignificantDigits: 4 }
      : { minimumFractionDigits: 2, maximumFractionDigits: digits }),
  }).format(value);
}

export const shareText = (value: number) => percent.format(value);

export function msText(value: number): string {
  if (value < 1000) return `${Math.round(value)} ms`;
  if (value < 60_000) return `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s`;
  return secondsText(value / 1000);
}

export function secondsText(value: number): string {
  if (value < 60) return `${Math.round(value)} s`;
  if (value < 3600) return `${Math.round(value / 60)} min`;
  if (value < 172_800) return `${(value / 3600).toFixed(1)} h`;
  return `${(value / 86_400).toFixed(1)} d`;
}

/** A share of nothing is none. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
