"use client";

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { scoreText, shareText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import type { ThresholdOutlook, ThresholdPoint } from "#lib/contracts/calibration.ts";
import { getThresholdOperation } from "#lib/contracts/calibration-operations.ts";
import { CalibrationCard } from "./calibration-card.tsx";
import { type Proposal, pointAt, thresholdFor } from "./choice.ts";
import { SaveThreshold } from "./save-threshold.tsx";
import { ThresholdPlot } from "./threshold-plot.tsx";
import { ThresholdTable } from "./threshold-table.tsx";
import { countText, perDayText } from "./threshold-words.ts";

const thresholdKey = [getThresholdOperation.id];

const numberIn = (value: string, least: number, most: number): number | null => {
  const number = Number(value);
  return value.trim() !== "" && number >= least && number <= most ? number : null;
};

/** Which cards humans see: chosen by how right the others shall be, with what that costs, before it is saved. */
export function ThresholdPage({ outlook: initial }: { outlook: ThresholdOutlook }) {
  const query = useQuery({
    queryKey: thresholdKey,
    queryFn: ({ signal }) => callApi(getThresholdOperation.path, getThresholdOperation.answer, { signal }),
    initialData: initial,
  });
  const outlook = query.data;
  const [target, setTarget] = useState("95");
  const [threshold, setThreshold] = useState(String(outlook.reviewBelow));
  const error = query.error ? toProblemError(query.error) : null;
  const wanted = numberIn(target, 50, 100);
  const chosen = numberIn(threshold, 0, 1);
  const proposal = wanted === null ? null : thresholdFor(outlook.points, wanted / 100);
  const now = pointAt(outlook.points, outlook.reviewBelow);
  const then = chosen === null ? null : pointAt(outlook.points, chosen);
  const choose = (value: string) => {
    setTarget(value);
    const share = numberIn(value, 50, 100);
    const found = share === null ? null : thresholdFor(outlook.points, share / 100).point;
    if (found) setThreshold(String(found.threshold));
  };
  return (
    <div className="mx-auto grid w-full max-w-6xl items-start gap-4 p-4 sm:p-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {error ? (
          <ErrorState title="The outlook could not be read" retry={() => void query.refetch()}>
            {error.problem.detail}
          </ErrorState>
        ) : null}
        <Card aria-labelledby="outlook" className="flex min-w-0 flex-col gap-4 p-4">
          <div className="flex flex-col gap-1">
            <h2 id="outlook" className="text-sm font-semibold">
              How right the cards are that nobody sees
            </h2>
            <p className="text-xs text-pretty text-ink-muted">
              {outlook.cards === 0
                ? "There are no cards of the last 30 days yet: what a threshold costs is told once there are."
                : `From ${countText(outlook.cards)} cards of the last 30 days (UTC), ${perDayText(outlook.cardsPerDay)} a day, and ${countText(outlook.points[0]?.n ?? 0)} reviewed cards of the last 180.`}
              {outlook.spotCheckShare === 0 && now?.n === 0
                ? " No card above the threshold was ever looked at: spot checks tell how right those are."
                : ""}
            </p>
          </div>
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label="Target: right in at least, %"
              error={wanted === null ? "must be a number from 50 to 100" : undefined}
              hint={proposal ? proposalText(proposal) : undefined}
            >
              <Input inputMode="decimal" value={target} onChange={(event) => choose(event.target.value)} />
            </Field>
            <Field
              label="Humans see cards below"
              error={chosen === null ? "must be a number from 0 to 1" : undefined}
              hint={`Now ${scoreText(outlook.reviewBelow)}`}
            >
              <Input
                inputMode="decimal"
                value={threshold}
                onChange={(event) => setThreshold(event.target.value)}
              />
            </Field>
          </div>
          <Figures now={now} then={then} />
          <figure className="flex min-w-0 flex-col gap-2">
            <ThresholdPlot
              points={outlook.points}
              chosen={chosen ?? outlook.reviewBelow}
              target={(wanted ?? 95) / 100}
            />
            <figcaption className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-muted">
              <Legend className="border-accent-ink">expected to be right, with its 95% interval</Legend>
              <Legend className="border-dashed border-data">share of cards that nobody sees</Legend>
            </figcaption>
          </figure>
          <ThresholdTable points={outlook.points} />
        </Card>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <SaveThreshold outlook={outlook} reviewBelow={chosen} />
        <CalibrationCard {...outlook} />
      </div>
    </div>
  );
}

function proposalText(proposal: Proposal): string {
  if (proposal.point) {
    const { threshold, atLeast, n } = proposal.point;
    return `From confidence ${scoreText(threshold)} on: at least ${shareText(atLeast ?? 0)}, by ${countText(n)} reviewed cards`;
  }
  if (proposal.tooFewFrom === null) return "No threshold is known to reach it; more reviewed cards tell more";
  const { threshold, unknown } = proposal.tooFewFrom;
  const why =
    unknown > 0 ? `${shareText(unknown)} of them are where hardly any was looked at; spot checks tell` : "";
  return `Not enough reviewed cards above ${scoreText(threshold)} to propose one${why ? `: ${why}` : ""}`;
}

function Legend({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`w-4 border-t-2 ${className}`} />
      {children}
    </span>
  );
}

function Figures({ now, then }: { now: ThresholdPoint | null; then: ThresholdPoint | null }) {
  const precision = (point: ThresholdPoint | null) =>
    point?.precision == null ? "unknown" : shareText(point.precision);
  const interval =
    then?.low == null || then.high == null
      ? "No reviewed card says"
      : `${shareText(then.low)} to ${shareText(then.high)}, ${countText(then.n)} reviewed cards`;
  const figures = [
    { name: "Expected to be right", value: precision(then), was: precision(now), more: interval },
    {
      name: "Seen by nobody",
      value: then ? shareText(then.automated) : "–",
      was: now ? shareText(now.automated) : "–",
      more: "of all cards",
    },
    {
      name: "Reviews a day",
      value: then ? perDayText(then.reviewsPerDay) : "–",
      was: now ? perDayText(now.reviewsPerDay) : "–",
      more: "those for other reasons and spot checks included",
    },
  ];
  return (
    <dl className="grid gap-3 sm:grid-cols-3" aria-live="polite">
      {figures.map(({ name, value, was, more }) => (
        <div key={name} className="flex flex-col gap-0.5 rounded-md bg-sunken p-3">
          <dt className="text-xs text-ink-muted">{name}</dt>
          <dd className="text-xl font-semibold tabular-nums">{value}</dd>
          <dd className="text-xs text-pretty text-ink-muted tabular-nums">
            {value === was ? more : `now ${was} · ${more}`}
          </dd>
        </div>
      ))}
    </dl>
  );
}
