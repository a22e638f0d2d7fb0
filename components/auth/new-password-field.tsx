import { Field, Input } from "#components/ui/field.tsx";

/** The password that somebody chooses, with what is expected of it. */
export function NewPasswordField({ error }: { error: string | undefined }) {
  return (
    <Field label="Password" error={error} hint="At least 12 characters. A few words are good.">
      <Input type="password" autoComplete="new-password" name="password" required />
    </Field>
  );
}
