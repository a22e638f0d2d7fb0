"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { ThresholdPoint } from "#lib/contracts/calibration.ts";
import { shareText } from "./threshold-words.ts";

interface ThresholdPlotProps {
  points: readonly ThresholdPoint[];
  chosen: number;
  target: number;
}

const axis = { fontSize: 11, fill: "var(--color-ink-muted)" };
const names: Record<string, string> = {
  precision: "Expected to be right",
  interval: "95 % interval",
  automated: "Seen by nobody",
};

/** Precision with its interval and the share of cards that nobody sees, by threshold. The table says the same. */
export function ThresholdPlot({ points, chosen, target }: ThresholdPlotProps) {
  const rows = points.map(({ threshold, precision, low, high, automated }) => ({
    threshold,
    precision,
    automated,
    interval: low === null || high === null ? null : [low, high],
  }));
  return (
    <div aria-hidden className="h-64 w-full">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 256 }}>
        <ComposedChart
          data={rows}
          margin={{ top: 8, right: 12, bottom: 4, left: -8 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--color-line)" vertical={false} />
          <XAxis
            dataKey="threshold"
            type="number"
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tick={axis}
            stroke="var(--color-line-strong)"
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            tickFormatter={shareText}
            tick={axis}
            stroke="var(--color-line-strong)"
          />
          <Tooltip
            isAnimationActive={false}
            contentStyle={{
              background: "var(--color-raised)",
              border: "1px solid var(--color-line)",
              borderRadius: 7,
              fontSize: 12,
              color: "var(--color-ink)",
            }}
            labelFormatter={(threshold) => `Threshold ${Number(threshold).toFixed(2)}`}
            formatter={(value, name) => [
              Array.isArray(value)
                ? value.map((each) => shareText(Number(each))).join(" to ")
                : shareText(Number(value)),
              names[String(name)] ?? String(name),
            ]}
          />
          <Area dataKey="interval" stroke="none" fill="var(--color-accent-soft)" isAnimationActive={false} />
          <Line
            dataKey="precision"
            stroke="var(--color-accent-ink)"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="automated"
            stroke="var(--color-data)"
            strokeWidth={2}
            strokeDasharray="5 3"
            dot={false}
            isAnimationActive={false}
          />
          <ReferenceLine y={target} stroke="var(--color-ink-faint)" strokeDasharray="2 3" />
          <ReferenceLine x={chosen} stroke="var(--color-ink)" />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
