"use client";

interface CheckboxGroupProps<Value extends string> {
  legend: string;
  options: readonly Value[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  labelOf: (value: Value) => string;
  hintOf?: (value: Value) => string;
  error?: string | undefined;
}

/** Any of a closed list, all in sight. */
export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { legend, options, chosen, onChange, labelOf, hintOf, error } = props;
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {options.map((option) => (
        <label key={option} className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ target }) =>
              onChange(options.filter((each) => (each === option ? target.checked : chosen.includes(each))))
            }
            className="size-4 shrink-0"
          />
          <span className="flex-1">{labelOf(option)}</span>
          {hintOf ? <span className="font-mono text-xs text-ink-faint">{hintOf(option)}</span> : null}
        </label>
      ))}
      {error ? (
        <p role="alert" className="text-xs text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
