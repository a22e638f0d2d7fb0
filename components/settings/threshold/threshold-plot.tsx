"use client";

import { least } from "d3-array";
import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { useRef, useState } from "react";
import { scoreText, shareText } from "#components/amounts.ts";
import { ChartTip } from "#components/chart/chart-tip.tsx";
import { useSize } from "#components/chart/use-size.ts";
import { ValueAxis } from "#components/chart/value-axis.tsx";
import type { ThresholdPoint } from "#lib/contracts/calibration.ts";

interface ThresholdPlotProps {
  points: readonly ThresholdPoint[];
  chosen: number;
  target: number;
}

const inset = { top: 8, right: 16, bottom: 24, left: 48 };
const usualSize = { width: 640, height: 256 };
const ticks = [0, 0.25, 0.5, 0.75, 1];
const colors = { precision: "var(--color-accent-ink)", automated: "var(--color-data)" };

/** Precision with its interval and the share of cards that nobody sees, by threshold. The table says the same. */
export function ThresholdPlot({ points, chosen, target }: ThresholdPlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(place) ?? usualSize;
  const [pointed, setPointed] = useState<ThresholdPoint | null>(null);
  const x = scaleLinear().range([inset.left, width - inset.right]);
  const y = scaleLinear().range([height - inset.bottom, inset.top]);
  const courseOf = (shareAt: (point: ThresholdPoint) => number | null) =>
    line<ThresholdPoint>()
      .defined((point) => shareAt(point) !== null)
      .x(({ threshold }) => x(threshold))
      .y((point) => y(shareAt(point) ?? 0))([...points]) ?? "";
  const interval =
    area<ThresholdPoint>()
      .defined(({ low, high }) => low !== null && high !== null)
      .x(({ threshold }) => x(threshold))
      .y0(({ low }) => y(low ?? 0))
      .y1(({ high }) => y(high ?? 0))([...points]) ?? "";
  return (
    <div
      ref={place}
      aria-hidden
      className="relative h-64 w-full"
      onPointerMove={({ clientX, currentTarget }) => {
        const at = x.invert(clientX - currentTarget.getBoundingClientRect().left);
        setPointed(least(points, ({ threshold }) => Math.abs(threshold - at)) ?? null);
      }}
      onPointerLeave={() => setPointed(null)}
    >
      <svg aria-hidden width={width} height={height} className="absolute inset-0 text-2xs">
        <ValueAxis ticks={ticks} format={shareText} y={y} left={inset.left} right={width - inset.right} />
        {ticks.map((tick) => (
          <text key={tick} x={x(tick)} y={height - 6} textAnchor="middle" className="fill-ink-muted">
            {scoreText(tick)}
          </text>
        ))}
        <path d={interval} className="fill-accent-ink/12" />
        <path
          d={courseOf(({ precision }) => precision)}
          fill="none"
          stroke={colors.precision}
          strokeWidth="2"
        />
        <path
          d={courseOf(({ automated }) => automated)}
          fill="none"
          stroke={colors.automated}
          strokeWidth="2"
          strokeDasharray="5 3"
        />
        <line
          x1={inset.left}
          x2={width - inset.right}
          y1={y(target)}
          y2={y(target)}
          className="stroke-ink-faint"
          strokeDasharray="2 3"
        />
        <line x1={x(chosen)} x2={x(chosen)} y1={y(0)} y2={y(1)} className="stroke-ink" />
        {pointed === null ? null : (
          <line
            x1={x(pointed.threshold)}
            x2={x(pointed.threshold)}
            y1={y(0)}
            y2={y(1)}
            className="stroke-line-strong"
          />
        )}
      </svg>
      {pointed === null ? null : (
        <ChartTip
          title={`Threshold ${scoreText(pointed.threshold)}`}
          rows={rowsOf(pointed)}
          at={x(pointed.threshold)}
          width={width}
        />
      )}
    </div>
  );
}

const cell = (share: number | null) => (share === null ? "–" : shareText(share));

const rowsOf = ({ precision, low, high, automated }: ThresholdPoint) => [
  { name: "Expected to be right", color: colors.precision, value: cell(precision) },
  {
    name: "95% interval",
    color: "color-mix(in oklab, var(--color-accent-ink) 30%, transparent)",
    value: `${cell(low)} to ${cell(high)}`,
  },
  { name: "Seen by nobody", color: colors.automated, value: cell(automated) },
];
