import { type MeasureName, measures } from "./eval-measures.ts";

let tenths: Intl.NumberFormat | undefined;

/** To a tenth always, so that a column of measures lines up. */
function percent(value: number): string {
  tenths ??= new Intl.NumberFormat("en", {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return tenths.format(value);
}

/** A measure's value as people read it; "–" where there is none. */
export function measureText(name: MeasureName, value: number | null): string {
  if (value === null) return "–";
  switch (measures[name].unit) {
    case "share":
      return percent(value);
    case "number":
      return value.toFixed(3);
    case "usd":
      return value === 0 ? "$0" : `$${value.toPrecision(3)}`;
    case "ms":
      return value < 1000 ? `${value.toFixed(value < 10 ? 1 : 0)} ms` : `${(value / 1000).toFixed(1)} s`;
  }
}

/** The same for a difference, with its sign. */
export function deltaText(name: MeasureName, delta: number | null): string {
  if (delta === null) return "–";
  const size = measureText(name, Math.abs(delta));
  if (delta === 0 || Number.parseFloat(size.replace("$", "")) === 0) return "±0";
  return `${delta > 0 ? "+" : "−"}${size}`;
}
