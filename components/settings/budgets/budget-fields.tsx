"use client";

import { Field, Input } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { type OverBudget, overBudgets } from "#lib/contracts/budgets.ts";
import { overMeanings, overNames, type Period } from "./budget-words.ts";

/** A number as it stands in a field; undefined where none does, which the schema names. */
export const numberIn = (text: string): number | undefined => {
  const number = Number(text.trim().replace(/^\$/, ""));
  return text.trim() === "" || !Number.isFinite(number) ? undefined : number;
};

interface LimitFieldProps {
  period: Period;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** How much may be spent. */
export function LimitField({ period, value, error, onChange }: LimitFieldProps) {
  return (
    <Field label={`US dollars a ${period}`} error={error} hint={`A ${period} begins at 00:00 UTC`}>
      <Input
        inputMode="decimal"
        autoComplete="off"
        placeholder="25"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

interface OverFieldProps {
  value: OverBudget;
  onChange: (value: OverBudget) => void;
}

/** What happens when it is used up. */
export function OverField({ value, onChange }: OverFieldProps) {
  return (
    <RadioGroup
      legend="When it is used up"
      options={overBudgets}
      value={value}
      onChange={onChange}
      labelOf={(each) => overNames[each]}
      hintOf={(each) => overMeanings[each]}
    />
  );
}
