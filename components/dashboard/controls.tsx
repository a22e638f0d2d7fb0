"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { localMinute, momentOf } from "#components/ticket-feed/local-minute.ts";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Input } from "#components/ui/field.tsx";
import { type StatsFilter, type StatsSplit, statsFilters } from "#lib/contracts/stats.ts";
import { dimensionsQuery } from "./dashboard-query.ts";
import { type DashboardState, rangeNames, ranges, windowOf } from "./dashboard-state.ts";

/** Names of what figures are split and narrowed by. */
export const splitNames: Record<StatsSplit, string> = {
  model: "Model",
  tier: "Tier",
  team: "Team",
  key: "API key",
  source: "Source",
  prompt: "Prompt version",
  policy: "Policy version",
  account: "Account",
  path: "Path",
  schema: "Schema version",
};

const splits = Object.keys(splitNames) as StatsSplit[];

interface ControlsProps {
  state: DashboardState;
  onChange: (state: DashboardState) => void;
}

/** As wide whatever can be chosen, so that nothing moves once that is known. */
const selectClass =
  "h-8 w-40 rounded-md border border-field bg-surface px-2 text-xs text-ink hover:border-ink-faint";

/** Window, split and filters; all of it ends up in the address. */
export function Controls({ state, onChange }: ControlsProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-surface px-4 py-2 sm:px-6">
      <fieldset className="flex flex-wrap items-center gap-1">
        <legend className="sr-only">Window</legend>
        {rangeNames.map((range) => (
          <Button
            key={range}
            look="ghost"
            size="sm"
            aria-pressed={state.range === range}
            className={classNames(state.range === range && "bg-hover text-ink")}
            onClick={() => onChange({ ...state, range, from: null, to: null })}
          >
            {ranges[range].name}
          </Button>
        ))}
        <Button
          look="ghost"
          size="sm"
          aria-pressed={state.range === "custom"}
          className={classNames(state.range === "custom" && "bg-hover text-ink")}
          onClick={() => onChange({ ...state, ...windowOf(state, Date.now()), range: "custom" })}
        >
          Custom
        </Button>
      </fieldset>
      {state.range === "custom" ? <CustomWindow state={state} onChange={onChange} /> : null}
      <label className="flex items-center gap-1.5 text-xs text-ink-muted">
        Split by
        <select
          value={state.by}
          className={selectClass}
          onChange={({ target }) =>
            onChange({ ...state, by: splits.find((split) => split === target.value) ?? "model" })
          }
        >
          {splits.map((split) => (
            <option key={split} value={split}>
              {splitNames[split]}
            </option>
          ))}
        </select>
      </label>
      <Filters state={state} onChange={onChange} />
    </div>
  );
}

function CustomWindow({ state, onChange }: ControlsProps) {
  const change = (end: "from" | "to", value: string) => {
    const moment = momentOf(value);
    const next = { ...state, [end]: moment ?? state[end] };
    if (next.from !== null && next.to !== null && next.from < next.to) onChange(next);
  };
  return (
    <div className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
      <Input
        type="datetime-local"
        aria-label="From"
        className="h-8 text-xs"
        defaultValue={localMinute(state.from ?? undefined)}
        onChange={({ target }) => change("from", target.value)}
      />
      <span aria-hidden>to</span>
      <Input
        type="datetime-local"
        aria-label="To"
        className="h-8 text-xs"
        defaultValue={localMinute(state.to ?? undefined)}
        onChange={({ target }) => change("to", target.value)}
      />
    </div>
  );
}

function Filters({ state, onChange }: ControlsProps) {
  const { data } = useQuery(dimensionsQuery());
  const set = (name: StatsFilter, value: string) => {
    const { [name]: _before, ...others } = state.filters;
    onChange({ ...state, filters: value === "" ? others : { ...others, [name]: value } });
  };
  const chosen = statsFilters.filter((name) => state.filters[name] !== undefined);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {chosen.map((name) => (
        <Button
          key={name}
          size="sm"
          onClick={() => set(name, "")}
          aria-label={`Remove the filter ${splitNames[name]}`}
        >
          {splitNames[name]}:{" "}
          {data?.[name].find(({ value }) => value === state.filters[name])?.label ?? state.filters[name]}
          <X aria-hidden />
        </Button>
      ))}
      <label className="flex items-center gap-1.5 text-xs text-ink-muted">
        Only
        <select
          value=""
          className={selectClass}
          onChange={({ target }) => {
            const [name, ...value] = target.value.split(":");
            const filter = statsFilters.find((one) => one === name);
            if (filter) set(filter, value.join(":"));
          }}
        >
          <option value="">Choose a filter</option>
          {statsFilters.map((name) => (
            <optgroup key={name} label={splitNames[name]}>
              {data?.[name].map(({ value, label }) => (
                <option key={value} value={`${name}:${value}`}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </div>
  );
}
