"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { countText, exactText, shareOf, shareText } from "#components/amounts.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Stats, StatsFigures, StatsGroup } from "#lib/contracts/stats.ts";
import { categories, noValue, severities } from "#lib/contracts/vocabulary.ts";
import { windowText } from "./bucket-time.ts";
import { statsQuery } from "./dashboard-query.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { categoryColors, severityColors } from "./mix-colors.ts";
import { Panel } from "./panel.tsx";
import { panelSelectClass } from "./panel-select.ts";
import { seriesOfCounts } from "./series.ts";
import { SeriesPanel } from "./series-panel.tsx";
import { ticketsAddress, ticketWords, ticketWordsOfGroup } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

interface Part {
  name: string;
  color: string;
  share: number;
  /** What narrows tickets to this part. */
  words: Record<string, string>;
}

const categoryParts = ({ triages }: StatsFigures): Part[] =>
  categories.map((category) => ({
    name: categoryNames[category],
    color: categoryColors[category],
    share: shareOf(triages.byCategory[category], triages.n) ?? 0,
    words: { category },
  }));

const severityParts = ({ triages }: StatsFigures): Part[] =>
  severities.map((name) => ({
    name,
    color: severityColors[name],
    share: shareOf(triages.bySeverity[name], triages.n) ?? 0,
    words: { severity: name },
  }));

interface DriftPanelProps {
  /** Split by prompt version. */
  stats: Stats;
  filters: DashboardState["filters"];
}

/** Whether prompt versions judge alike: the mix of categories and severities of each. */
export function DriftPanel({ stats, filters }: DriftPanelProps) {
  const versions = stats.groups.filter(({ totals }) => totals.triages.n > 0);
  const names = [...categories.map((category) => categoryNames[category]), ...severities];
  const hrefOf = (group: StatsGroup, more?: Record<string, string>) =>
    ticketsAddress(ticketWordsOfGroup(filters, "prompt", group), stats, more);
  return (
    <Panel
      title="Mix by prompt version"
      note={`${countText(stats.totals.triages.n)} triages; what moved between versions is drift or other tickets`}
      window={windowText(stats)}
      isEmpty={versions.length === 0}
      table={() => ({
        headings: ["Prompt version", "Triages", ...names],
        rows: versions.map((group) => {
          const { label, totals } = group;
          const parts = [...categoryParts(totals), ...severityParts(totals)];
          return {
            key: label,
            cells: [
              <TicketsLink key="tickets" href={hrefOf(group)}>
                {label}
              </TicketsLink>,
              countText(totals.triages.n),
              ...parts.map(({ name, share, words }) => (
                <TicketsLink key={name} href={share > 0 ? hrefOf(group, words) : null}>
                  {shareText(share)}
                </TicketsLink>
              )),
            ],
            values: [label, totals.triages.n, ...parts.map(({ share }) => share)],
          };
        }),
      })}
    >
      <ul className="flex h-full flex-col gap-1.5 overflow-y-auto px-2" aria-label="Mix by prompt version">
        {versions.map((group) => (
          <li key={group.label} className="flex flex-col gap-1 text-xs">
            <span className="flex justify-between gap-3">
              <span className="truncate font-medium">
                <TicketsLink href={hrefOf(group)}>
                  {group.label === noValue ? "No prompt version" : group.label}
                </TicketsLink>
              </span>
              <span className="shrink-0 text-ink-muted tabular-nums">
                {countText(group.totals.triages.n)}
              </span>
            </span>
            <Mix parts={categoryParts(group.totals)} hrefOf={(words) => hrefOf(group, words)} />
            <Mix parts={severityParts(group.totals)} hrefOf={(words) => hrefOf(group, words)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface MixProps {
  parts: readonly Part[];
  hrefOf: (words: Record<string, string>) => string | null;
}

function Mix({ parts, hrefOf }: MixProps) {
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { share }) => sum + share, 0));
  return (
    <div className="flex flex-col gap-0.5">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1.5 w-full">
        {parts.map(({ name, color, share }, index) => (
          <rect key={name} x={(starts[index] ?? 0) * 100} width={share * 100} height="4" fill={color} />
        ))}
      </svg>
      <span className="text-2xs leading-4.5 text-ink-muted">
        {parts
          .filter(({ share }) => share > 0)
          .map(({ name, share, words }, index) => (
            <span key={name}>
              {index > 0 ? " · " : null}
              <TicketsLink href={hrefOf(words)}>
                {name} {shareText(share)}
              </TicketsLink>
            </span>
          ))}
      </span>
    </div>
  );
}

interface DriftOverTimeProps extends DriftPanelProps {
  state: DashboardState;
  timeZone: string;
}

const mixes = { category: "Categories", severity: "Severities" } as const;

/** The mix of one prompt version over time: a step where nothing else changed is the version's doing. */
export function DriftOverTime({ stats, filters, state, timeZone }: DriftOverTimeProps) {
  const versions = stats.groups.filter(
    ({ totals, value, other }) => totals.triages.n > 0 && value !== null && !other,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const [mix, setMix] = useState<keyof typeof mixes>("category");
  const version = versions.find(({ value }) => value === chosen) ?? versions[0];
  const prompt = version?.value ?? "";
  const { data } = useQuery({
    ...statsQuery({ ...state, filters: { ...filters, prompt } }, timeZone, "account"),
    enabled: version !== undefined,
  });
  if (version !== undefined && data === undefined) return <Skeleton className="h-80 rounded-lg" />;
  const figures = data ?? { ...stats, buckets: [] };
  const series =
    mix === "category"
      ? seriesOfCounts(figures, {
          words: categories,
          countsOf: ({ triages }) => triages.byCategory,
          nameOf: (category) => categoryNames[category],
          colors: categoryColors,
          ticketsOf: (category) => ({ category }),
        })
      : seriesOfCounts(figures, {
          words: severities,
          countsOf: ({ triages }) => triages.bySeverity,
          colors: severityColors,
          ticketsOf: (severity) => ({ severity }),
        });
  return (
    <SeriesPanel
      title="Mix over time of a prompt version"
      note={
        version === undefined
          ? "No card by a prompt version"
          : `${countText(version.totals.triages.n)} triages by ${version.label}`
      }
      stats={figures}
      kind="shares"
      series={series}
      format={shareText}
      formatExact={exactText}
      tickets={ticketWords({ ...filters, prompt })}
      controls={
        version === undefined ? null : (
          <div className="flex flex-wrap gap-2">
            <select
              aria-label="Prompt version"
              value={prompt}
              onChange={({ target }) => setChosen(target.value)}
              className={panelSelectClass}
            >
              {versions.map(({ value, label }) => (
                <option key={label} value={value ?? ""}>
                  {label}
                </option>
              ))}
            </select>
            <select
              aria-label="Mix of"
              value={mix}
              onChange={({ target }) => setMix(target.value === "severity" ? "severity" : "category")}
              className={panelSelectClass}
            >
              {Object.entries(mixes).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )
      }
    />
  );
}
