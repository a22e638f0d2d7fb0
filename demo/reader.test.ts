import { expect, test } from "vitest";
import { buildCard } from "#lib/triage/card.ts";
import { fingerprint } from "#lib/triage/fingerprint.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { drawFrom } from "#samples/draw.ts";
import { readAsModel } from "./reader.ts";
import type { Report } from "./reports/report.ts";
import { checkoutOutage, identityOutage, storageOutage, webhookBacklog } from "./reports/storms.ts";
import { everydayReports, reportOf } from "./tickets.ts";

const storms = [checkoutOutage, identityOutage, storageOutage, webhookBacklog];
const all = [...everydayReports, ...storms].map((report) => [String(report.knownBy), report] as const);
const draws = Array.from({ length: 12 }, (_, seed) => drawFrom(seed + 1));

function cardOf(text: string, { service, environment }: Report) {
  const extraction = readAsModel({ ticket: text, model: "simulated-large", system: "" });
  const rules = extractWithRules({ text, service, environment });
  return buildCard({ extraction, text, rules, extractor: "model", service, environment });
}

test.each(all)("%s is read as a good reader reads it", (_, report) => {
  for (const draw of draws) {
    const text = report.text(draw);
    expect(reportOf(text)).toBe(report);
    const { card, unsupported, stepScores, replacedSteps } = cardOf(text, report);
    expect(unsupported).toEqual([]);
    expect(card.summary).not.toMatch(/ {2}|undefined| ,| \.|\(\)|""/);
    expect(replacedSteps).toEqual([]);
    expect(Math.min(...stepScores)).toBeGreaterThanOrEqual(6);
    const isIncident = (report.found.claims.kind?.[0] ?? "incident") === "incident";
    expect(card.category === "unknown").toBe(!isIncident || report.found.cues.length === 0);
  }
});

test.each(storms.map((report) => [report.service, report] as const))(
  "a storm of %s is one incident",
  (_, report) => {
    const prints = new Set(
      Array.from({ length: 300 }, (__, seed) => fingerprint(report.text(drawFrom(seed)))),
    );
    expect(prints.size).toBe(1);
  },
);
