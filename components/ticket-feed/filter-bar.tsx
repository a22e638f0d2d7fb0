"use client";

import { Toggle } from "@base-ui/react/toggle";
import { Layers, Search, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { durationText } from "#components/amounts.ts";
import { bandNames, categoryNames, pathNames, reviewNames } from "#components/triage-card/words.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { dateFormat } from "#components/ui/date-format.ts";
import { controlClass } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { useEarlyInput } from "#components/ui/use-in-browser.ts";
import { confidenceBands, reviewStates } from "#lib/contracts/vocabulary.ts";
import { callText, decisionText, degradedText, saidText, timeOf } from "./event-words.ts";
import { FilterMenu } from "./filter-menu.tsx";
import { MoreFilters } from "./more-filters.tsx";
import { type FilterName, filterNames, type TicketFilters } from "./ticket-filters.ts";
import { listed, VerdictFilterMenus } from "./verdict-filters.tsx";

const searchAfterMs = 250;

interface FilterBarProps {
  filters: TicketFilters;
  onChange: (filters: TicketFilters, options?: { replace?: boolean }) => void;
}

export function FilterBar({ filters, onChange }: FilterBarProps) {
  return (
    <div className="flex flex-col gap-2 border-b bg-surface px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-center gap-1.5">
        <SearchField
          value={filters.q ?? ""}
          onSearch={(q) => onChange({ ...filters, q: q || undefined }, { replace: true })}
        />
        <VerdictFilterMenus filters={filters} onChange={(changed) => onChange({ ...filters, ...changed })} />
        <FilterMenu
          name="Review"
          options={reviewStates}
          chosen={filters.review ?? []}
          onChange={(review) => onChange({ ...filters, review: listed(review) })}
          render={(review) => reviewNames[review]}
        />
        <FilterMenu
          name="Confidence"
          options={confidenceBands}
          chosen={filters.confidence ?? []}
          onChange={(confidence) => onChange({ ...filters, confidence: listed(confidence) })}
          render={(band) => bandNames[band]}
        />
        <MoreFilters filters={filters} onChange={onChange} />
        <Toggle
          pressed={filters.repeats === "each"}
          onPressedChange={(each) => onChange({ ...filters, repeats: each ? "each" : undefined })}
          title="Show every report instead of an incident once"
          className={`${buttonClass("ghost", "sm")} data-pressed:bg-accent-soft data-pressed:text-accent-ink`}
        >
          <Layers aria-hidden />
          Every report
        </Toggle>
      </div>
      <ActiveFilters filters={filters} onChange={onChange} />
    </div>
  );
}

function SearchField({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const [words, setWords] = useState(value);
  const [shown, setShown] = useState(value);
  // The back button and "Clear all" change the search from outside.
  if (shown !== value) {
    setShown(value);
    setWords(value);
  }
  const ref = useRef<HTMLInputElement>(null);
  useEarlyInput(ref, words, setWords);
  const search = useEffectEvent(onSearch);
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => search(words.trim()), searchAfterMs);
    return () => clearTimeout(timer);
  }, [words, value]);
  return (
    <div className="relative w-full sm:w-64">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-ink-faint"
      />
      <input
        ref={ref}
        type="search"
        data-search
        aria-label="Search tickets"
        placeholder="Search"
        maxLength={200}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") event.currentTarget.blur();
        }}
        className={classNames(controlClass, "h-7 pr-7 pl-7 text-sm [&::-webkit-search-cancel-button]:hidden")}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-1.5 hidden -translate-y-1/2 sm:block"
      >
        <Kbd>/</Kbd>
      </span>
    </div>
  );
}

const shownNames: Record<FilterName, string> = {
  severity: "Severity",
  category: "Category",
  path: "Path",
  review: "Review",
  confidence: "Confidence",
  source: "Source",
  service: "Service",
  team: "Team",
  key: "Key",
  model: "Model",
  tier: "Tier",
  prompt: "Prompt",
  policy: "Policy",
  degraded: "Answered degraded",
  call: "Calls",
  decision: "Decision",
  said: "Stated confidence",
  slower: "Took at least",
  runbook: "Runbook",
  from: "From",
  to: "Before",
  q: "Search",
  incident: "Incident",
  request: "Request",
  repeats: "Repeats",
};

function shownValue(filters: TicketFilters, name: FilterName): string | undefined {
  const listed = (names: string[] | undefined) => names?.join(", ");
  const moment = (value: string | undefined) =>
    value && dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(new Date(value));
  switch (name) {
    case "severity":
      return listed(filters.severity);
    case "category":
      return listed(filters.category?.map((category) => categoryNames[category]));
    case "path":
      return listed(filters.path?.map((path) => pathNames[path]));
    case "review":
      return listed(filters.review?.map((state) => reviewNames[state]));
    case "confidence":
      return listed(filters.confidence?.map((band) => bandNames[band]));
    case "degraded":
      return filters.degraded && degradedText(filters.degraded);
    case "call":
      return filters.call && callText(filters.call);
    case "decision":
      return filters.decision && decisionText(filters.decision);
    case "said":
      return filters.said && saidText(filters.said);
    case "slower":
      return filters.slower && durationText(Number(filters.slower));
    case "incident":
      return filters.incident && "all reports";
    case "repeats":
      return filters.repeats;
    case "from":
    case "to":
      return moment(filters[name]);
    case "source":
    case "service":
    case "team":
    case "key":
    case "model":
    case "tier":
    case "prompt":
    case "policy":
    case "runbook":
    case "request":
    case "q":
      return filters[name];
  }
}

/** With a filter by what happened, a time is of that. */
function shownName(filters: TicketFilters, name: FilterName): string {
  const of = name === "from" || name === "to" ? timeOf(filters) : "";
  return of === "" ? shownNames[name] : `${of} ${shownNames[name].toLowerCase()}`;
}

function ActiveFilters({ filters, onChange }: FilterBarProps) {
  const active = filterNames.filter(
    (name) => name !== "q" && name !== "repeats" && filters[name] !== undefined,
  );
  if (active.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {active.map((name) => (
        <button
          key={name}
          type="button"
          onClick={() => onChange({ ...filters, [name]: undefined })}
          title="Remove this filter"
          className="inline-flex h-6 max-w-full cursor-default items-center gap-1.5 rounded-sm bg-accent-soft pr-1 pl-2 text-xs text-accent-ink hover:bg-hover"
        >
          <span className="text-ink-muted">{shownName(filters, name)}</span>
          <span suppressHydrationWarning className="truncate font-medium">
            {shownValue(filters, name)}
          </span>
          <X aria-hidden className="size-3.5 shrink-0" />
        </button>
      ))}
      <button
        type="button"
        onClick={() => onChange({})}
        className="h-6 cursor-default rounded-sm px-1.5 text-xs text-ink-muted hover:text-ink"
      >
        Clear all
      </button>
    </div>
  );
}
