import type { ReactNode } from "react";
import { scoreText } from "#components/amounts.ts";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { categoryNames } from "#components/triage-card/words.ts";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { groupMeasures, type MeasureName, measures } from "#lib/contracts/eval-measures.ts";
import type { RunAnalysis } from "#lib/contracts/eval-run.ts";
import { measureText } from "#lib/contracts/measure-text.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import { CalibrationPlot } from "./calibration-plot.tsx";
import { DataTable } from "./data-table.tsx";

const groupNames = { kind: "Kind", label: "Labelled", category: "Category", tag: "Tag" } as const;

/** A count that fades when it is nothing and stands out when it is a hit or a fault. */
function Count({ value, tone }: { value: number; tone: "hit" | "fault" | "danger" }) {
  if (value === 0) return <span className="text-ink-faint">·</span>;
  const tones = { hit: "font-semibold text-good", fault: "text-ink", danger: "font-semibold text-danger" };
  return <span className={tones[tone]}>{value}</span>;
}

/** Where the run was right and wrong: confusion, severity bands, calibration, scores by group. */
export function RunAnalysisView({ analysis }: { analysis: RunAnalysis }) {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-[1.2fr_1fr_0.9fr]">
        <Part title="Category: labelled and said">
          <DataTable
            caption="Confusion matrix, a row for each labelled category"
            headings={["Labelled", ...categories.map((category) => categoryNames[category]), "F1"]}
            rows={analysis.categories
              .filter(({ outcomes }) => outcomes > 0)
              .map(({ category, said, f1 }) => ({
                key: category,
                cells: [
                  <CategoryLabel key="name" category={category} />,
                  ...categories.map((name) => (
                    <Count key={name} value={said[name] ?? 0} tone={name === category ? "hit" : "fault"} />
                  )),
                  scoreText(f1),
                ],
              }))}
          />
        </Part>
        <Part title="Severity: accepted and said">
          <DataTable
            caption="Severity, a row for each accepted band"
            headings={["Accepted", ...severities]}
            rows={analysis.bands.map(({ band, said }) => ({
              key: band,
              cells: [
                band,
                ...severities.map((name) => (
                  <Count key={name} value={said[name] ?? 0} tone={severityTone(band, name)} />
                )),
              ],
            }))}
          />
          <p className="mt-3 px-3 text-xs text-ink-muted">
            Green is accepted. Red, to the right of it, is too low: the dangerous side.
          </p>
        </Part>
        <Part title="Confidence" className="lg:col-span-2 xl:col-span-1">
          <CalibrationPlot bins={analysis.calibration} />
        </Part>
      </div>
      <Part title="Severity and category, by kind of text, who labelled, category and tag">
        <GroupTable
          analysis={analysis}
          caption="Severity and category by group"
          names={groupMeasures.verdict}
        />
      </Part>
      <Part title="Confidence, runbooks, duplicates and steps, by the same">
        <GroupTable
          analysis={analysis}
          caption="Confidence, runbooks, duplicates and steps by group"
          names={groupMeasures.trust}
        />
      </Part>
    </>
  );
}

interface GroupTableProps {
  analysis: RunAnalysis;
  caption: string;
  names: readonly MeasureName[];
}

/** A row for each group of cases that such measures say something about. */
function GroupTable({ analysis, caption, names }: GroupTableProps) {
  const shown = names.filter((name) => analysis.groups.some(({ scores }) => (scores[name] ?? null) !== null));
  return (
    <DataTable
      caption={caption}
      headings={["Group", "Cases", ...shown.map((name) => measures[name].title)]}
      rows={analysis.groups.map(({ by, name, cases, scores }) => ({
        key: `${by} ${name}`,
        cells: [
          <GroupName key="name" by={by} name={name} />,
          cases,
          ...shown.map((measure) => measureText(measure, scores[measure] ?? null)),
        ],
      }))}
    />
  );
}

/** What a group's cases have in common. */
export function GroupName({ by, name }: { by: keyof typeof groupNames; name: string }) {
  return (
    <span>
      <span className="text-ink-muted">{groupNames[by]}</span> <bdi>{name}</bdi>
    </span>
  );
}

function severityTone(band: string, said: string): "hit" | "fault" | "danger" {
  if (band.includes(said)) return "hit";
  return said > band.slice(-2) ? "danger" : "fault";
}

/** Severity levels of a label: one badge, or the ends of the band. */
export function Band({ min, max }: { min: string | null; max: string | null }) {
  const levels = severities.filter((level) => level === min || level === max);
  return (
    <span className="inline-flex items-center gap-0.5">
      {levels.map((level) => (
        <SeverityBadge key={level} severity={level} />
      ))}
    </span>
  );
}

interface PartProps {
  title: string;
  children: ReactNode;
  className?: string;
}

/** A titled surface of the page. */
export function Part({ title, children, className }: PartProps) {
  return (
    <Card className={classNames("flex min-w-0 flex-col gap-2 p-4", className)} aria-label={title}>
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </Card>
  );
}
