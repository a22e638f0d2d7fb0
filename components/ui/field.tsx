import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

export const controlClass =
  "w-full rounded-md border border-field bg-surface text-ink placeholder:text-ink-faint hover:border-ink-faint focus-visible:border-accent-ink focus-visible:outline-offset-0 disabled:opacity-60 data-invalid:border-danger";

interface FieldProps {
  label: ReactNode;
  /** Says what is wrong; ties to the control for assistive technology. */
  error?: string | undefined;
  hint?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A labelled control with its hint and its error. */
export function Field({ label, error, hint, children, className }: FieldProps) {
  return (
    <BaseField.Root
      invalid={error !== undefined}
      className={classNames("flex min-w-0 flex-col gap-1.5", className)}
    >
      <BaseField.Label className="text-sm font-medium text-ink">{label}</BaseField.Label>
      {children}
      {hint && error === undefined ? (
        <BaseField.Description className="text-xs text-ink-faint">{hint}</BaseField.Description>
      ) : null}
      <BaseField.Error match={error !== undefined} className="text-xs text-danger first-letter:uppercase">
        {error}
      </BaseField.Error>
    </BaseField.Root>
  );
}

export function Input({
  className,
  ...rest
}: Omit<ComponentProps<typeof BaseField.Control>, "className"> & { className?: string }) {
  return (
    <BaseField.Control className={classNames(controlClass, "h-9 px-2.5 text-sm", className)} {...rest} />
  );
}

/** More lines of text; grows with what is typed where the browser can. */
export function TextArea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <BaseField.Control
      render={<textarea {...rest} />}
      className={classNames(controlClass, "field-sizing-content px-2.5 py-2 text-sm", className)}
    />
  );
}
