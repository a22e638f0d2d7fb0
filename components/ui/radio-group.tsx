"use client";

import { useId } from "react";

interface RadioGroupProps<Value extends string> {
  legend: string;
  options: readonly Value[];
  value: Value;
  onChange: (value: Value) => void;
  labelOf: (value: Value) => string;
  /** What choosing it means. */
  hintOf?: (value: Value) => string;
}

/** One of a short closed list, all in sight. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { legend, options, value, onChange, labelOf, hintOf } = props;
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {options.map((option) => (
        <label key={option} className="flex items-start gap-2 text-sm">
          <input
            type="radio"
            name={name}
            checked={option === value}
            onChange={() => onChange(option)}
            className="mt-0.5 size-4 shrink-0"
          />
          <span className="flex min-w-0 flex-col">
            <span>{labelOf(option)}</span>
            {hintOf ? <span className="text-xs text-pretty text-ink-muted">{hintOf(option)}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
