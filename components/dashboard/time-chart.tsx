"use client";

import { max } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { type MouseEvent, useMemo, useRef, useState } from "react";
import { ChartTip, SeriesMark } from "#components/chart/chart-tip.tsx";
import { useSize } from "#components/chart/use-size.ts";
import { ValueAxis } from "#components/chart/value-axis.tsx";
import type { Stats } from "#lib/contracts/stats.ts";
import { bucketText } from "./bucket-time.ts";
import { durationTicks } from "./duration-ticks.ts";
import { type Series, wordsOf } from "./series.ts";
import { alonePoints, barsPath, linePath, seriesAt, stacked, stepsPath } from "./time-marks.ts";

export type ChartKind = "bars" | "lines" | "shares";

interface TimeChartProps {
  stats: Stats;
  kind: ChartKind;
  series: readonly Series[];
  format: (value: number) => string;
  /** Milliseconds in one of the values, where they are spans of time. */
  unitMs?: number;
  /** Opens what is behind a bucket, and in it behind the series that was pointed at. */
  onBucket: (index: number, series: number | null) => void;
}

const inset = { top: 6, right: 24, bottom: 22, left: 58 };
const valueTicks = 3;
/** Times that fit under a chart on a phone. */
const timesMax: Record<Stats["bucket"], number> = { hour: 4, day: 5, week: 5, month: 4 };
/** More bars than this are too thin to tell apart: they are drawn as one shape for each series. */
const barsMax = 62;

/** Series over time. The table behind it says the same in words. */
export function TimeChart(props: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  return (
    <div className="flex h-full flex-col">
      <div ref={place} aria-hidden className="relative min-h-0 flex-1">
        {size ? <Drawing {...props} {...size} /> : null}
      </div>
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5 px-2 pt-1 text-2xs text-ink-muted">
        {props.series.map(({ name, color }) => (
          <li key={name} className="flex max-w-44 items-center gap-1">
            <SeriesMark color={color} />
            <span className="truncate">{name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface DrawingProps extends TimeChartProps {
  width: number;
  height: number;
}

/** What is drawn at a size, with what the pointer is at. */
function Drawing({ stats, kind, series, format, unitMs, onBucket, width, height }: DrawingProps) {
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const { buckets } = stats;
  const layout = useMemo(
    () => layoutOf({ stats, kind, series, unitMs, width, height }),
    [stats, kind, series, unitMs, width, height],
  );
  const { x } = layout;
  // A tap has no pointer that moved before it, so that a click says itself where it was.
  const pointedBy = ({ clientX, clientY, currentTarget }: MouseEvent<Element>): Pointed | null => {
    const { left, top } = currentTarget.getBoundingClientRect();
    const index = Math.floor((clientX - left - inset.left) / x.step());
    return buckets[index] === undefined ? null : { index, at: seriesAt(layout, index, clientY - top) };
  };
  const point = (next: Pointed | null) => {
    if (next?.index !== pointed?.index || next?.at !== pointed?.at) setPointed(next);
  };
  const tipOf = ({ index, at: pointedAt }: Pointed) => {
    const bucket = buckets[index];
    return bucket === undefined ? null : (
      <ChartTip
        title={bucketText(stats, bucket.start, "long")}
        rows={series.map((each, at) => {
          const { name, color } = each;
          const value = each.valueAt(bucket, index);
          return {
            name,
            isPointed: at === pointedAt && wordsOf(each, bucket) !== undefined,
            color,
            value: value === null ? "–" : format(kind === "shares" ? shareOfAll(value, index) : value),
          };
        })}
        at={(x(index) ?? 0) + x.bandwidth() / 2}
        width={width}
      />
    );
  };
  const shareOfAll = (value: number, index: number) => {
    const bucket = buckets[index];
    const all = bucket ? series.reduce((sum, { valueAt }) => sum + (valueAt(bucket, index) ?? 0), 0) : 0;
    return all === 0 ? 0 : value / all;
  };
  return (
    <div
      aria-hidden
      className="absolute inset-0 cursor-pointer"
      onPointerMove={(event) => point(pointedBy(event))}
      onPointerLeave={() => point(null)}
      onClick={(event) => {
        const clicked = pointedBy(event);
        if (clicked !== null) onBucket(clicked.index, clicked.at);
      }}
    >
      <svg aria-hidden width={width} height={height} className="absolute inset-0 text-2xs">
        {pointed === null ? null : (
          <rect
            x={(x(pointed.index) ?? 0) - (x.step() - x.bandwidth()) / 2}
            y={inset.top}
            width={x.step()}
            height={height - inset.top - inset.bottom}
            className="fill-hover"
          />
        )}
        <Plot
          stats={stats}
          kind={kind}
          series={series}
          // Nothing needs no unit.
          format={unitMs === undefined ? format : (value) => (value === 0 ? "0" : format(value))}
          layout={layout}
          width={width}
          height={height}
        />
      </svg>
      {pointed === null ? null : tipOf(pointed)}
    </div>
  );
}

interface Pointed {
  index: number;
  /** Place of the series. */
  at: number | null;
}

/** Where everything is at a size. */
function layoutOf({
  stats: { buckets },
  kind,
  series,
  unitMs,
  width,
  height,
}: Pick<DrawingProps, "stats" | "kind" | "series" | "width" | "height"> & { unitMs: number | undefined }) {
  const x = scaleBand<number>()
    .domain(buckets.keys())
    .range([inset.left, width - inset.right])
    .paddingInner(0.18)
    .paddingOuter(0.09);
  const values = buckets.map((bucket, index) => series.map(({ valueAt }) => valueAt(bucket, index)));
  const layers = kind === "lines" ? [] : stacked(values, kind === "shares");
  const most =
    kind === "shares"
      ? 1
      : kind === "lines"
        ? max(values.flat(), (value) => value ?? 0)
        : max(layers.flat(), ([, to]) => to);
  const y = scaleLinear()
    .domain([0, most || 1])
    .range([height - inset.bottom, inset.top]);
  if (unitMs !== undefined) {
    const ticks = durationTicks((most || 1) * unitMs).map((ms) => ms / unitMs);
    return { x, y: y.domain([0, ticks.at(-1) ?? 1]), values, layers, ticks };
  }
  if (kind !== "shares") y.nice(valueTicks);
  return { x, y, values, layers, ticks: y.ticks(valueTicks) };
}

interface PlotProps extends Omit<DrawingProps, "onBucket" | "unitMs"> {
  layout: ReturnType<typeof layoutOf>;
}

/** Axes and series; what the pointer does is none of its business. */
function Plot({ stats, kind, series, format, layout, width, height }: PlotProps) {
  const { buckets } = stats;
  const { x, y, values, layers, ticks } = layout;
  const scales = { x, y };
  const every = Math.ceil(buckets.length / timesMax[stats.bucket]);
  return (
    <>
      <ValueAxis ticks={ticks} format={format} y={y} left={inset.left} right={width - inset.right} />
      {series.map(({ name, color }, at) => {
        const layer = layers[at] ?? [];
        const own = values.map((row) => row[at] ?? null);
        if (kind === "bars" && buckets.length <= barsMax)
          return <path key={name} d={barsPath(layer, scales)} fill={color} />;
        if (kind !== "lines")
          return (
            <path
              key={name}
              d={stepsPath(layer, scales)}
              fill={color}
              fillOpacity={kind === "shares" ? 0.8 : 0.9}
            />
          );
        return (
          <g key={name}>
            <path
              d={linePath(own, scales)}
              fill="none"
              stroke={color}
              strokeWidth="1.75"
              strokeLinejoin="round"
            />
            {alonePoints(own, scales).map(({ cx, cy }) => (
              <circle key={cx} cx={cx} cy={cy} r="2" fill={color} />
            ))}
          </g>
        );
      })}
      <line
        x1={inset.left}
        x2={width - inset.right}
        y1={height - inset.bottom}
        y2={height - inset.bottom}
        className="stroke-line-strong"
      />
      {buckets.map(({ start }, index) =>
        index % every === 0 ? (
          <text
            key={start}
            x={(x(index) ?? 0) + x.bandwidth() / 2}
            y={height - 6}
            textAnchor="middle"
            className="fill-ink-muted"
          >
            {bucketText(stats, start, "short")}
          </text>
        ) : null,
      )}
    </>
  );
}
