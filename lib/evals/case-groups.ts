import type { Label } from "./outcome.ts";

/** What cases are grouped by, in the order in which groups are shown. */
const groupings = ["kind", "label", "category", "tag"] as const;
export type Grouping = (typeof groupings)[number];

/** Cases that have something in common. */
export interface CaseGroup<By extends Grouping, Case> {
  by: By;
  name: string;
  cases: Case[];
}

/** A set may be tagged without limit; what is shown and stored is bounded. */
const groupsMax = 60;

const namesIn: Record<Grouping, (label: Label) => readonly string[]> = {
  kind: ({ kind }) => (kind ? [kind] : []),
  label: ({ label_origin: origin }) => (origin ? [origin] : []),
  category: ({ category }) => (category ? [category] : []),
  tag: ({ tags }) => tags,
};

/** The groups that cases fall into; a case may be in several, and in none. */
export function groupsOf<const By extends Grouping, Case>(
  cases: readonly Case[],
  labelOf: (one: Case) => Label,
  by: readonly By[],
): CaseGroup<By, Case>[] {
  const groups = by.flatMap((grouping) => {
    const named = new Map<string, Case[]>();
    for (const one of cases) {
      for (const name of namesIn[grouping](labelOf(one))) {
        const group = named.get(name);
        if (group) group.push(one);
        else named.set(name, [one]);
      }
    }
    return [...named].map(([name, own]) => ({ by: grouping, name, cases: own }));
  });
  return groups
    .sort(
      (one, other) =>
        groupings.indexOf(one.by) - groupings.indexOf(other.by) || one.name.localeCompare(other.name),
    )
    .slice(0, groupsMax);
}
