"use client";

import { X } from "lucide-react";
import { FilterMenu } from "#components/ticket-feed/filter-menu.tsx";
import { listed, VerdictFilterMenus } from "#components/ticket-feed/verdict-filters.tsx";
import { Button } from "#components/ui/button.tsx";
import { type ReviewFilters, type ReviewReasonKind, reviewReasonKinds } from "#lib/contracts/reviews.ts";
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
  return (
    <div className="flex flex-wrap items-center gap-1 border-b px-2 py-1.5">
      <VerdictFilterMenus
        compact
        filters={filters}
        onChange={(changed) => onChange({ ...filters, ...changed })}
      />
      <FilterMenu
        compact
        name="Reason"
        options={reviewReasonKinds}
        chosen={filters.reason ?? []}
        onChange={(reason) => onChange({ ...filters, reason: listed(reason) })}
        render={(reason) => reasonNames[reason]}
      />
      {isNarrowed(filters) ? (
        <Button
          look="ghost"
          size="xs"
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
