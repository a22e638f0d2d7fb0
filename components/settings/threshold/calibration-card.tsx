import { scoreText, shareText } from "#components/amounts.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { calibrationNeeds, readingPaths, type ThresholdOutlook } from "#lib/contracts/calibration.ts";
import { categories } from "#lib/contracts/vocabulary.ts";
import { countText } from "./threshold-words.ts";

const pathNames = { model: "Cards read by a model", rules: "Cards read by the rules engine" } as const;

/** What reviewed cards have taught about confidence so far, and when it is learned anew. */
export function CalibrationCard({
  calibration,
  decisionsUntilRefit,
}: Pick<ThresholdOutlook, "calibration" | "decisionsUntilRefit">) {
  return (
    <Card aria-labelledby="calibration" className="flex flex-col gap-4 p-4">
      <div className="flex flex-col gap-1">
        <h2 id="calibration" className="text-sm font-semibold">
          Calibration
        </h2>
        <p className="text-xs text-pretty text-ink-muted">
          {calibration ? (
            <>
              From {countText(calibration.n)} reviewed cards, <RelativeTime at={calibration.fittedAt} />.{" "}
            </>
          ) : (
            "Nothing was learned yet. "
          )}
          {decisionsUntilRefit > 0
            ? `Learned anew after ${decisionsUntilRefit} more decisions.`
            : "Being learned anew."}
        </p>
      </div>
      {readingPaths.map((path) => {
        const own = calibration?.content[path];
        return (
          <section key={path} className="flex flex-col gap-2">
            <h3 className="text-sm font-medium">{pathNames[path]}</h3>
            {own && own.steps.length > 0 ? (
              <>
                <table className="w-full text-xs tabular-nums">
                  <thead>
                    <tr className="border-b text-left text-ink-muted">
                      <th className="py-1 font-medium">Stated</th>
                      <th className="py-1 text-right font-medium">Right</th>
                      <th className="py-1 text-right font-medium">Cards</th>
                    </tr>
                  </thead>
                  <tbody>
                    {own.steps.map(({ upTo, mean, right, n }) => (
                      <tr key={upTo} className="border-b last:border-b-0">
                        <td className="py-1">{scoreText(mean)}</td>
                        <td className="py-1 text-right">{shareText(right)}</td>
                        <td className="py-1 text-right">{countText(n)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                <ul className="flex flex-wrap gap-x-3 gap-y-1 text-xs text-ink-muted tabular-nums">
                  {categories.map((category) => (
                    <li key={category}>
                      {categoryNames[category]} {own.categories[category]?.n ?? 0}
                    </li>
                  ))}
                </ul>
              </>
            ) : (
              <p className="text-xs text-pretty text-ink-muted">
                Not calibrated yet: {own?.n ?? 0} of {calibrationNeeds} reviewed cards. With fewer a share is
                not known to better than about ten points, and cards say their own confidence.
              </p>
            )}
          </section>
        );
      })}
    </Card>
  );
}
