import { type Category, categories, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { tableOf } from "#lib/server/command-line.ts";
import type { TrainingCase } from "./training-cases.ts";

/** What weights that never saw a ticket's source said of it. */
export interface Judged {
  one: TrainingCase;
  category: Category;
  /** How sure. */
  share: number;
  severity?: Severity | undefined;
}

/** From here on a confidence is called high. */
const high = 0.8;
const confidenceBins = 10;

const percent = (part: number, of: number) => (of === 0 ? "–" : ((100 * part) / of).toFixed(1));
const isRight = ({ one, category }: Judged) => one.category === category;

/** F1 of each category that is there, averaged. */
function macroF1(judged: readonly Judged[]): number {
  const scores = categories.flatMap((category) => {
    const expected = judged.filter(({ one }) => one.category === category).length;
    const said = judged.filter((each) => each.category === category);
    if (expected === 0) return [];
    return [(2 * said.filter(isRight).length) / (expected + said.length)];
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

/** Gap between confidence and truth, over bins. */
function calibrationError(judged: readonly Judged[]): number {
  let gap = 0;
  for (let bin = 0; bin < confidenceBins; bin++) {
    const inBin = judged.filter(
      ({ share }) => Math.min(confidenceBins - 1, Math.floor(share * confidenceBins)) === bin,
    );
    const right = inBin.filter(isRight).length;
    gap += Math.abs(right - inBin.reduce((sum, { share }) => sum + share, 0)) / judged.length;
  }
  return gap;
}

function rowOf(name: string, judged: readonly Judged[]): string[] {
  const defensible = judged.filter((each) => isRight(each) || each.one.category_alt.includes(each.category));
  const sure = judged.filter(({ share }) => share >= high);
  const levels = judged.flatMap(({ one, severity }) =>
    severity === undefined
      ? []
      : [
          {
            level: severities.indexOf(severity),
            most: severities.indexOf(one.severity_min ?? "P0"),
            least: severities.indexOf(one.severity_max ?? "P3"),
          },
        ],
  );
  const urgent = levels.filter(({ least }) => least <= 1);
  return [
    name,
    String(judged.length),
    percent(urgent.filter(({ level }) => level <= 1).length, urgent.length),
    percent(levels.filter(({ level, least }) => level > least).length, levels.length),
    percent(levels.filter(({ level, most }) => level < most).length, levels.length),
    percent(levels.filter(({ level, most, least }) => level >= most && level <= least).length, levels.length),
    percent(judged.filter(isRight).length, judged.length),
    percent(defensible.length, judged.length),
    percent(macroF1(judged), 1),
    percent(sure.filter(isRight).length, sure.length),
    percent(sure.length, judged.length),
    calibrationError(judged).toFixed(3),
  ];
}

const headings = [
  "left out",
  "n",
  "P0/P1 recall",
  "too low",
  "too high",
  "in band",
  "category",
  "with alt",
  "macro-F1",
  "right ≥ 0.8",
  "share ≥ 0.8",
  "ECE",
];

/** The figures by the file's labels, by kind, and by kind and label: in percent, but for n and the calibration error. */
export function crossValidationReport(judged: readonly Judged[]): string {
  const groups = new Map<string, Judged[]>();
  for (const each of judged) {
    const { kind = "line", label_origin: origin = "none" } = each.one;
    for (const name of ["all", `label ${origin}`, `kind ${kind}`, `kind ${kind}, label ${origin}`])
      groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  const names = [...groups.keys()].sort((one, other) => (one < other ? -1 : 1));
  return tableOf(
    headings,
    names.map((name) => rowOf(name, groups.get(name) ?? [])),
  );
}
