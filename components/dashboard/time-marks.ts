import type { ScaleBand, ScaleLinear } from "d3-scale";
import { area, curveStep, line, stack, stackOffsetExpand } from "d3-shape";

/** A value of each series for each bucket; null: nothing to tell. */
export type Values = readonly (readonly (number | null)[])[];

interface Scales {
  x: ScaleBand<number>;
  y: ScaleLinear<number, number>;
}

const middleOf = (x: ScaleBand<number>, index: number) => (x(index) ?? 0) + x.bandwidth() / 2;

/** Where the parts of each series begin and end when they stand on each other; `whole`: as shares of each bucket. */
export function stacked(values: Values, whole: boolean): [from: number, to: number][][] {
  const layers = stack<readonly (number | null)[], number>()
    .keys((values[0] ?? []).map((_, at) => at))
    .value((row, at) => row[at] ?? 0);
  if (whole) layers.offset(stackOffsetExpand);
  // Shares of nothing are no numbers.
  return layers([...values]).map((layer) => layer.map(([from, to]) => [from || 0, to || 0]));
}

/** The bars of one series as one shape. */
export function barsPath(layer: readonly [number, number][], { x, y }: Scales): string {
  return layer
    .map(([from, to], index) =>
      to > from ? `M${x(index)},${y(from)}V${y(to)}h${x.bandwidth()}V${y(from)}Z` : "",
    )
    .join("");
}

/** The same where bars would be too thin to tell apart. */
export const stepsPath = (layer: readonly [number, number][], { x, y }: Scales): string =>
  area<[number, number]>()
    .x((_, index) => middleOf(x, index))
    .y0(([from]) => y(from))
    .y1(([, to]) => y(to))
    .curve(curveStep)([...layer]) ?? "";

/** How near to a line the pointer is on it, in pixels. */
const nearPx = 12;

/** The series of a bucket that is under the pointer: what it is inside of, or the line it is near; null: none. */
export function seriesAt(
  { values, layers, y }: { values: Values; layers: readonly (readonly [number, number][])[]; y: Scales["y"] },
  index: number,
  pointerY: number,
): number | null {
  if (layers.length > 0) {
    const at = layers.findIndex((layer) => {
      const [from, to] = layer[index] ?? [0, 0];
      return to > from && pointerY <= y(from) && pointerY >= y(to);
    });
    return at === -1 ? null : at;
  }
  const distances = (values[index] ?? []).map((value) =>
    value === null ? Number.POSITIVE_INFINITY : Math.abs(y(value) - pointerY),
  );
  const least = Math.min(...distances, Number.POSITIVE_INFINITY);
  return least > nearPx ? null : distances.indexOf(least);
}

/** A line that is broken where there is nothing to tell. */
export const linePath = (values: readonly (number | null)[], { x, y }: Scales): string =>
  line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => middleOf(x, index))
    .y((value) => y(value ?? 0))([...values]) ?? "";

/** Values with nothing on either side, which no line shows. */
export const alonePoints = (values: readonly (number | null)[], { x, y }: Scales) =>
  values.flatMap((value, index) =>
    value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null
      ? [{ cx: middleOf(x, index), cy: y(value) }]
      : [],
  );
