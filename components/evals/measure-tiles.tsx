import { Card } from "#components/ui/card.tsx";
import { type MeasureName, measureNames, measures, type StoredScores } from "#lib/contracts/eval-measures.ts";
import { measureText } from "#lib/contracts/measure-text.ts";

/** What is read first. */
const leading: readonly MeasureName[] = [
  "urgentRecall",
  "severityTooLow",
  "severityInBand",
  "category",
  "macroF1",
  "rightWhenConfident",
];

/** The scores of a run: the dangerous ones large, the others as a list. */
export function MeasureTiles({ scores }: { scores: StoredScores }) {
  const rest = measureNames.filter((name) => !leading.includes(name) && (scores[name] ?? null) !== null);
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        {leading.map((name) => (
          // A list of terms holds plain groups only, no section.
          <div key={name} className="flex flex-col gap-1 rounded-lg border bg-surface p-3 shadow-xs">
            <dt className="text-xs text-ink-muted" title={measures[name].meaning}>
              {measures[name].title}
            </dt>
            <dd className="text-xl font-semibold tabular-nums">{measureText(name, scores[name] ?? null)}</dd>
          </div>
        ))}
      </dl>
      {rest.length > 0 ? (
        <Card className="p-4">
          <dl className="grid gap-x-8 gap-y-1.5 text-sm sm:grid-cols-2 xl:grid-cols-3">
            {rest.map((name) => (
              <div key={name} className="flex justify-between gap-3" title={measures[name].meaning}>
                <dt className="text-ink-muted">{measures[name].title}</dt>
                <dd className="tabular-nums">{measureText(name, scores[name] ?? null)}</dd>
              </div>
            ))}
          </dl>
        </Card>
      ) : null}
    </div>
  );
}
