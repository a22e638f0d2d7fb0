import { countText, shareOf, shareText } from "#components/amounts.ts";
import type { Stats, StatsFigures } from "#lib/contracts/stats.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import { windowText } from "./bucket-time.ts";
import { Panel } from "./panel.tsx";

interface Part {
  name: string;
  color: string;
  share: number;
}

const categoryParts = ({ triages }: StatsFigures): Part[] =>
  categories.map((name) => ({
    name,
    color: `var(--color-${name})`,
    share: shareOf(triages.byCategory[name], triages.n) ?? 0,
  }));

const severityColors = {
  P0: "var(--color-p0)",
  P1: "var(--color-p1-ink)",
  P2: "var(--color-p2-ink)",
  P3: "var(--color-p3-ink)",
};

const severityParts = ({ triages }: StatsFigures): Part[] =>
  severities.map((name) => ({
    name,
    color: severityColors[name],
    share: shareOf(triages.bySeverity[name], triages.n) ?? 0,
  }));

/** Whether prompt versions judge alike: the mix of categories and severities of each. */
export function DriftPanel({ stats }: { stats: Stats }) {
  const versions = stats.groups.filter(({ totals }) => totals.triages.n > 0);
  const names = [...categories, ...severities];
  return (
    <Panel
      title="Mix by prompt version"
      note={`${countText(stats.totals.triages.n)} triages; what moved between versions is drift or other tickets`}
      window={windowText(stats)}
      isEmpty={versions.length === 0}
      table={() => ({
        headings: ["Prompt version", "Triages", ...names],
        rows: versions.map(({ label, totals }) => {
          const shares = [...categoryParts(totals), ...severityParts(totals)].map(({ share }) => share);
          return {
            key: label,
            cells: [label, countText(totals.triages.n), ...shares.map(shareText)],
            values: [label, totals.triages.n, ...shares],
          };
        }),
      })}
    >
      <ul className="flex h-full flex-col gap-3 overflow-y-auto px-2" aria-label="Mix by prompt version">
        {versions.map(({ label, totals }) => (
          <li key={label} className="flex flex-col gap-1 text-xs">
            <span className="flex justify-between gap-3">
              <span className="truncate font-medium">{label}</span>
              <span className="shrink-0 text-ink-muted tabular-nums">{countText(totals.triages.n)}</span>
            </span>
            <Mix parts={categoryParts(totals)} />
            <Mix parts={severityParts(totals)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Mix({ parts }: { parts: readonly Part[] }) {
  const starts = parts.map((_, index) => parts.slice(0, index).reduce((sum, { share }) => sum + share, 0));
  return (
    <div className="flex flex-col gap-0.5">
      <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1.5 w-full">
        {parts.map(({ name, color, share }, index) => (
          <rect key={name} x={(starts[index] ?? 0) * 100} width={share * 100} height="4" fill={color} />
        ))}
      </svg>
      <span className="text-2xs text-ink-muted">
        {parts
          .filter(({ share }) => share > 0)
          .map(({ name, share }) => `${name} ${shareText(share)}`)
          .join(" · ")}
      </span>
    </div>
  );
}
