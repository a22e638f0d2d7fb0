"use client";

import { CheckboxGroup } from "#components/ui/checkbox-group.tsx";
import { Field, Input, TextArea } from "#components/ui/field.tsx";
import type { DraftValue } from "./policy-draft.ts";
import type { PolicyField } from "./policy-fields.ts";

interface ValueControlProps {
  field: PolicyField;
  value: DraftValue;
  error: string | undefined;
  onChange: (value: DraftValue) => void;
}

/** The control of one value of the policy, by what kind of value it is. */
export function ValueControl({ field, value, error, onChange }: ValueControlProps) {
  const { name, hint } = field;
  switch (field.kind) {
    case "switch":
      return (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0"
            checked={value === true}
            onChange={(event) => onChange(event.target.checked)}
          />
          <span className="flex flex-col">
            <span className="font-medium">{name}</span>
            <span className="text-xs text-pretty text-ink-muted">{hint}</span>
          </span>
        </label>
      );
    case "choices":
      return (
        <div className="flex flex-col gap-1.5">
          <CheckboxGroup
            legend={name}
            options={field.options}
            chosen={typeof value === "object" ? value : []}
            onChange={onChange}
            labelOf={(option) => option}
            error={error}
          />
          <p className="text-xs text-pretty text-ink-faint">{hint}</p>
        </div>
      );
    case "words":
      return (
        <Field label={name} hint={hint} error={error}>
          <TextArea
            rows={4}
            spellCheck={false}
            value={typeof value === "string" ? value : ""}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      );
    case "number":
      return (
        <Field label={name} hint={hint} error={error}>
          <Input
            inputMode="decimal"
            autoComplete="off"
            value={typeof value === "string" ? value : ""}
            onChange={(event) => onChange(event.target.value)}
          />
        </Field>
      );
  }
}
