"use client";

import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { Stats } from "#lib/contracts/stats.ts";
import { bucketText } from "./bucket-time.ts";
import type { Series } from "./series.ts";

export type ChartKind = "bars" | "lines" | "shares";

interface TimeChartProps {
  stats: Stats;
  kind: ChartKind;
  series: readonly Series[];
  format: (value: number) => string;
  /** Opens what is behind a bucket. */
  onBucket: (index: number) => void;
}

const tick = { fontSize: 11, fill: "var(--color-ink-muted)" };
const margin = { top: 6, right: 24, bottom: 0, left: 0 };
const size = { width: 480, height: 216 };
/** Times that fit under a chart on a phone; told here, because recharts would measure text again and again to find out. */
const timesMax: Record<Stats["bucket"], number> = { hour: 4, day: 5, week: 5, month: 4 };
/** More bars than this are too thin to tell apart: they are drawn as one shape for each series. */
const barsMax = 62;

/** Series over time. The table behind it says the same in words. */
export function TimeChart({ stats, kind, series, format, onBucket }: TimeChartProps) {
  const rows = stats.buckets.map((bucket, index) => {
    const values = series.map(({ valueAt }) => valueAt(bucket, index));
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    return {
      index,
      ...Object.fromEntries(
        values.map((value, at) => [
          `s${at}`,
          kind === "shares" && value !== null ? (sum === 0 ? 0 : value / sum) : value,
        ]),
      ),
    };
  });
  const common = {
    data: rows,
    margin,
    accessibilityLayer: false,
    onClick: ({ activeTooltipIndex }: { activeTooltipIndex?: unknown }) => {
      const index = Number(activeTooltipIndex);
      if (activeTooltipIndex !== null && activeTooltipIndex !== undefined && stats.buckets[index])
        onBucket(index);
    },
  };
  const axes = (
    <>
      <CartesianGrid stroke="var(--color-line)" vertical={false} />
      <XAxis
        dataKey="index"
        tickFormatter={(index: number) =>
          bucketText(stats, stats.buckets[index]?.start ?? stats.from, "short")
        }
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: "var(--color-line-strong)" }}
        interval={Math.ceil(rows.length / timesMax[stats.bucket]) - 1}
      />
      <YAxis
        tickFormatter={format}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={58}
        tickCount={4}
        interval={0}
        domain={kind === "shares" ? [0, 1] : [0, "auto"]}
      />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--color-hover)", stroke: "var(--color-line-strong)" }}
        contentStyle={{
          background: "var(--color-raised)",
          border: "1px solid var(--color-line)",
          borderRadius: 7,
          fontSize: 12,
          color: "var(--color-ink)",
        }}
        labelFormatter={(index) =>
          bucketText(stats, stats.buckets[Number(index)]?.start ?? stats.from, "long")
        }
        formatter={(value) => format(Number(value))}
      />
    </>
  );
  return (
    <div className="flex h-full flex-col">
      <div aria-hidden className="min-h-0 flex-1 cursor-pointer">
        <ResponsiveContainer width="100%" height="100%" initialDimension={size}>
          {kind === "lines" ? (
            <LineChart {...common}>
              {axes}
              {series.map(({ name, color }, index) => (
                <Line
                  key={name}
                  name={name}
                  dataKey={`s${index}`}
                  stroke={color}
                  strokeWidth={1.75}
                  dot={rows.length < 3}
                  connectNulls={false}
                  isAnimationActive={false}
                />
              ))}
            </LineChart>
          ) : kind === "shares" || rows.length > barsMax ? (
            <AreaChart {...common}>
              {axes}
              {series.map(({ name, color }, index) => (
                <Area
                  key={name}
                  name={name}
                  dataKey={`s${index}`}
                  stackId="all"
                  stroke={kind === "shares" ? color : "none"}
                  fill={color}
                  fillOpacity={kind === "shares" ? 0.55 : 0.9}
                  type="step"
                  isAnimationActive={false}
                />
              ))}
            </AreaChart>
          ) : (
            <BarChart {...common} barCategoryGap="18%">
              {axes}
              {series.map(({ name, color }, index) => (
                <Bar
                  key={name}
                  name={name}
                  dataKey={`s${index}`}
                  stackId="all"
                  fill={color}
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          )}
        </ResponsiveContainer>
      </div>
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5 px-2 pt-1 text-2xs text-ink-muted">
        {series.map(({ name, color }) => (
          <li key={name} className="flex max-w-44 items-center gap-1">
            <svg aria-hidden viewBox="0 0 8 8" className="size-2 shrink-0">
              <rect width="8" height="8" rx="2" fill={color} />
            </svg>
            <span className="truncate">{name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
