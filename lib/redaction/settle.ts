import type { Finding } from "./finding.ts";

const length = ({ start, end }: Finding) => end - start;

/**
 * Findings in the order of the text, none overlapping: those that overlap become one, of the kind of the longest; of
 * equal ones the first given wins. Empty ones are dropped.
 */
export function settle(findings: readonly Finding[]): Finding[] {
  const settled: { whole: Finding; longest: Finding }[] = [];
  // Sorting is stable, so that the order in which detectors stand decides between equals.
  for (const finding of findings.filter((item) => length(item) > 0).sort((a, b) => a.start - b.start)) {
    const last = settled.at(-1);
    if (!last || finding.start >= last.whole.end) {
      settled.push({ whole: finding, longest: finding });
      continue;
    }
    if (length(finding) > length(last.longest)) last.longest = finding;
    last.whole = {
      start: last.whole.start,
      end: Math.max(last.whole.end, finding.end),
      kind: last.longest.kind,
    };
  }
  return settled.map(({ whole }) => whole);
}
