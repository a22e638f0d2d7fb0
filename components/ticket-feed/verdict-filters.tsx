import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { pathNames } from "#components/triage-card/words.ts";
import {
  type Category,
  categories,
  type Path,
  paths,
  type Severity,
  severities,
} from "#lib/contracts/vocabulary.ts";
import { FilterMenu } from "./filter-menu.tsx";

interface VerdictFilters {
  severity?: Severity[] | undefined;
  category?: Category[] | undefined;
  path?: Path[] | undefined;
}

/** What a filter holds: nothing chosen is no filter. */
export const listed = <Value,>(values: Value[]) => (values.length > 0 ? values : undefined);

interface VerdictFilterMenusProps {
  filters: VerdictFilters;
  /** Gets the one that changed. */
  onChange: (changed: VerdictFilters) => void;
  /** For a narrow place. */
  compact?: boolean;
}

/** Narrows cards by what they say and how they came about, in every list of them. */
export function VerdictFilterMenus({ filters, onChange, compact }: VerdictFilterMenusProps) {
  return (
    <>
      <FilterMenu
        compact={compact}
        name="Severity"
        options={severities}
        chosen={filters.severity ?? []}
        onChange={(severity) => onChange({ severity: listed(severity) })}
        render={(severity) => <SeverityBadge severity={severity} />}
      />
      <FilterMenu
        compact={compact}
        name="Category"
        options={categories}
        chosen={filters.category ?? []}
        onChange={(category) => onChange({ category: listed(category) })}
        render={(category) => <CategoryLabel category={category} />}
      />
      <FilterMenu
        compact={compact}
        name="Path"
        options={paths}
        chosen={filters.path ?? []}
        onChange={(path) => onChange({ path: listed(path) })}
        render={(path) => pathNames[path]}
      />
    </>
  );
}
