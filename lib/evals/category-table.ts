import { type Category, categories } from "../contracts/vocabulary.ts";
import type { Measure } from "./measure.ts";
import { type JudgedCase, outcomesOf } from "./outcome.ts";

export interface CategoryScore {
  category: Category;
  outcomes: number;
  /** What the cases of this category were called; the rest was not answered. */
  said: Record<Category, number>;
  precision: number;
  recall: number;
  f1: number;
}

/** Of each labelled category: its outcomes, and what they were called in the order of the word list. */
const rowSize = 1 + categories.length;

function rowSums(judged: JudgedCase): number[] {
  const sums = new Array<number>(rowSize * categories.length).fill(0);
  const { category } = judged.label;
  if (category === undefined) return sums;
  const start = categories.indexOf(category) * rowSize;
  for (const { prediction } of outcomesOf(judged)) {
    sums[start] = (sums[start] ?? 0) + 1;
    if (!prediction) continue;
    const at = start + 1 + categories.indexOf(prediction.category);
    sums[at] = (sums[at] ?? 0) + 1;
  }
  return sums;
}

function tableOf(sums: readonly number[]): CategoryScore[] {
  const saidAt = (labelled: number, called: number) => sums[labelled * rowSize + 1 + called] ?? 0;
  return categories.map((category, index) => {
    const outcomes = sums[index * rowSize] ?? 0;
    const hits = saidAt(index, index);
    const called = categories.reduce((sum, _, labelled) => sum + saidAt(labelled, index), 0);
    const said = (name: Category) => saidAt(index, categories.indexOf(name));
    return {
      category,
      outcomes,
      said: {
        infra: said("infra"),
        app: said("app"),
        data: said("data"),
        security: said("security"),
        unknown: said("unknown"),
      },
      precision: called === 0 ? 0 : hits / called,
      recall: outcomes === 0 ? 0 : hits / outcomes,
      f1: hits === 0 ? 0 : (2 * hits) / (outcomes + called),
    };
  });
}

/** The confusion matrix, a row for each labelled category, with precision, recall and F1. */
export function categoryTable(cases: readonly JudgedCase[]): CategoryScore[] {
  const all = cases.map(rowSums);
  return tableOf(
    Array.from({ length: rowSize * categories.length }, (_, index) =>
      all.reduce((sum, sums) => sum + (sums[index] ?? 0), 0),
    ),
  );
}

/** F1 of the categories that occur among the labels, averaged. */
export const macroF1: Measure = {
  size: rowSize * categories.length,
  sumsOf: rowSums,
  valueFrom: (sums) => {
    const present = tableOf(sums).filter(({ outcomes }) => outcomes > 0);
    return present.length === 0 ? null : present.reduce((sum, { f1 }) => sum + f1, 0) / present.length;
  },
};
