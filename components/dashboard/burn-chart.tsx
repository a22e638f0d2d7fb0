"use client";

import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { useId, useRef } from "react";
import { usdText } from "#components/amounts.ts";
import { SeriesMark } from "#components/chart/chart-tip.tsx";
import { useSize } from "#components/chart/use-size.ts";
import { ValueAxis } from "#components/chart/value-axis.tsx";
import { dateFormat } from "#components/ui/date-format.ts";
import type { Budget } from "#lib/contracts/budgets.ts";
import type { BurnCourse, BurnPoint } from "./burn-course.ts";

const inset = { top: 8, right: 24, bottom: 20, left: 58 };
const valueTicks = 3;
const limitColor = "var(--color-danger)";
const spentColor = "var(--color-accent-ink)";
const paceColor = "var(--color-unknown)";

/** How a budget was spent in its period, where that leads at this pace, and its limit. The words beside it say the same. */
export function BurnChart({ budget, course }: { budget: Budget; course: BurnCourse }) {
  const place = useRef<HTMLDivElement>(null);
  const size = useSize(place);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div ref={place} aria-hidden className="relative min-h-0 flex-1">
        {size ? <Drawing budget={budget} course={course} {...size} /> : null}
      </div>
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5 px-2 pt-1 text-2xs text-ink-muted">
        {[
          ["Spent", spentColor],
          ["At this pace", paceColor],
          ["Limit", limitColor],
        ].map(([name, color = ""]) => (
          <li key={name} className="flex items-center gap-1">
            <SeriesMark color={color} />
            {name}
          </li>
        ))}
      </ul>
    </div>
  );
}

interface DrawingProps {
  budget: Budget;
  course: BurnCourse;
  width: number;
  height: number;
}

function Drawing({ budget: { limitUsd, spentUsd, period }, course, width, height }: DrawingProps) {
  const clip = useId();
  const { spent, projectedUsd, startMs, endMs, nowMs } = course;
  // A pace far beyond the limit leaves the picture, so that the limit does not lie on its ground.
  const most = Math.max(limitUsd * 1.1, spentUsd, Math.min(projectedUsd, limitUsd * 2));
  const x = scaleLinear([startMs, endMs], [inset.left, width - inset.right]);
  const y = scaleLinear([0, most], [height - inset.bottom, inset.top]).nice(valueTicks);
  const pathOf = line<BurnPoint>(
    ({ atMs }) => x(atMs),
    ({ usd }) => y(usd),
  );
  const pace = [
    { atMs: nowMs, usd: spentUsd },
    { atMs: endMs, usd: projectedUsd },
  ];
  const time = dateFormat(
    period === "day"
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" }
      : { month: "short", day: "numeric", timeZone: "UTC" },
    "en",
  );
  const times = [0, 0.25, 0.5, 0.75].map((share) => startMs + share * (endMs - startMs));
  return (
    <svg aria-hidden width={width} height={height} className="absolute inset-0 text-2xs">
      <clipPath id={clip}>
        <rect
          x={inset.left}
          y={0}
          width={Math.max(0, width - inset.left - inset.right)}
          height={height - inset.bottom}
        />
      </clipPath>
      <ValueAxis
        ticks={y.ticks(valueTicks)}
        format={usdText}
        y={y}
        left={inset.left}
        right={width - inset.right}
      />
      <g clipPath={`url(#${clip})`} fill="none" strokeWidth="1.75">
        <path d={pathOf(pace) ?? ""} stroke={paceColor} strokeDasharray="4 4" />
        <path d={pathOf(spent) ?? ""} stroke={spentColor} strokeLinejoin="round" />
        <line
          x1={inset.left}
          x2={width - inset.right}
          y1={y(limitUsd)}
          y2={y(limitUsd)}
          stroke={limitColor}
          strokeWidth="1.25"
        />
      </g>
      <circle cx={x(nowMs)} cy={y(spentUsd)} r="2.5" fill={spentColor} />
      {times.map((atMs) => (
        <text key={atMs} x={x(atMs)} y={height - 6} textAnchor="middle" className="fill-ink-muted">
          {time.format(atMs)}
        </text>
      ))}
    </svg>
  );
}
