import { numberFormat } from "#components/ui/number-format.ts";

export const countText = (value: number) => numberFormat({ maximumFractionDigits: 0 }).format(value);
export const perDayText = (value: number) =>
  numberFormat({ maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
