"use client";

import { X } from "lucide-react";
import { FilterMenu } from "#components/ticket-feed/filter-menu.tsx";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { pathNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { type ReviewFilters, type ReviewReasonKind, reviewReasonKinds } from "#lib/contracts/reviews.ts";
import { categories, paths, severities } from "#lib/contracts/vocabulary.ts";
import { isNarrowed } from "./queue-state.ts";

const reasonNames: Record<ReviewReasonKind, string> = {
  low_confidence: "Low confidence",
  unsupported: "Not in the text",
  few_quotes: "P0 on few quotes",
  steering: "Text that steers",
  without_model: "Without the model",
  spot_check: "Spot check",
  asked: "Somebody asked",
};

interface QueueFiltersProps {
  filters: ReviewFilters;
  onChange: (filters: ReviewFilters) => void;
}

/** What the list, and the card that comes next, are narrowed to. */
export function QueueFilters({ filters, onChange }: QueueFiltersProps) {
  const listed = <Value,>(values: Value[]) => (values.length > 0 ? values : undefined);
  return (
    <div className="flex flex-wrap items-center gap-1 border-b px-2 py-1.5">
      <FilterMenu
        name="Severity"
        options={severities}
        chosen={filters.severity ?? []}
        onChange={(severity) => onChange({ ...filters, severity: listed(severity) })}
        render={(severity) => <SeverityBadge severity={severity} />}
      />
      <FilterMenu
        name="Category"
        options={categories}
        chosen={filters.category ?? []}
        onChange={(category) => onChange({ ...filters, category: listed(category) })}
        render={(category) => <CategoryLabel category={category} />}
      />
      <FilterMenu
        name="Path"
        options={paths}
        chosen={filters.path ?? []}
        onChange={(path) => onChange({ ...filters, path: listed(path) })}
        render={(path) => pathNames[path]}
      />
      <FilterMenu
        name="Reason"
        options={reviewReasonKinds}
        chosen={filters.reason ?? []}
        onChange={(reason) => onChange({ ...filters, reason: listed(reason) })}
        render={(reason) => reasonNames[reason]}
      />
      {isNarrowed(filters) ? (
        <Button
          look="ghost"
          size="icon"
          aria-label="Clear filters"
          title="Clear filters"
          onClick={() => onChange({})}
        >
          <X aria-hidden />
        </Button>
      ) : null}
    </div>
  );
}
