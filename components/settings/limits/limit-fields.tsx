import { Field, Input } from "#components/ui/field.tsx";
import type { CallerLimits } from "#lib/contracts/limits.ts";
import { limitsText } from "./limits-words.ts";

/** The two limits as they are typed. */
export type TypedLimits = Record<keyof CallerLimits, string>;

export const typedOf = ({ requestsPerMinute, tokensPerMinute }: CallerLimits): TypedLimits => ({
  requestsPerMinute: requestsPerMinute === null ? "" : String(requestsPerMinute),
  tokensPerMinute: tokensPerMinute === null ? "" : String(tokensPerMinute),
});

interface LimitFieldsProps {
  value: TypedLimits;
  onChange: (value: TypedLimits) => void;
  errorOf: (field: keyof CallerLimits) => string | undefined;
  /** What counts where a field is left empty. */
  defaults: CallerLimits;
}

/** Requests and tokens a minute; an empty field stands for the default. */
export function LimitFields({ value, onChange, errorOf, defaults }: LimitFieldsProps) {
  const field = (name: keyof CallerLimits, label: string) => (
    <Field label={label} error={errorOf(name)} hint={`Empty: ${emptyMeaning(name, defaults)}`}>
      <Input
        inputMode="numeric"
        autoComplete="off"
        value={value[name]}
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
      />
    </Field>
  );
  return (
    <div className="grid grid-cols-2 items-start gap-3">
      {field("requestsPerMinute", "Requests a minute")}
      {field("tokensPerMinute", "Tokens a minute")}
    </div>
  );
}

function emptyMeaning(name: keyof CallerLimits, defaults: CallerLimits): string {
  const text = limitsText({ requestsPerMinute: null, tokensPerMinute: null, [name]: defaults[name] });
  return text === null ? "no limit" : `${text.replace(" a minute", "")}, the default`;
}
