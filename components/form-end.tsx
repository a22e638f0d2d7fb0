import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { ProblemError } from "./api-client.ts";
import { SignInAgain } from "./sign-in-again.tsx";

interface FormEndProps {
  /** Why what was sent was not taken; null while nothing went wrong. */
  failed: ProblemError | null;
  /** What did not come about. */
  title: string;
  /** Fields that say by themselves what is wrong with them. */
  fields?: readonly string[];
  submit: string;
  /** What the button says while the answer is awaited. */
  busyLabel: string;
  busy: boolean;
  disabled?: boolean;
  /** Stands beside the button. */
  note?: ReactNode;
}

/** How a form ends: what went wrong as a whole, and the button that sends it. */
export function FormEnd({
  failed,
  title,
  fields = [],
  submit,
  busyLabel,
  busy,
  disabled = false,
  note,
}: FormEndProps) {
  const isBesideFields = fields.some((field) => failed?.messageFor(field) !== undefined);
  return (
    <>
      {failed && !isBesideFields ? (
        <ErrorState title={title} requestId={failed.requestId}>
          {failed.problem.code === "unauthorized" ? (
            <>
              You are signed out. What you typed stays here. <SignInAgain />, then send it again.
            </>
          ) : (
            failed.problem.detail
          )}
        </ErrorState>
      ) : null}
      <div className={classNames("flex items-center gap-3", note ? "justify-between" : "justify-end")}>
        {note ? <div className="text-xs text-ink-muted">{note}</div> : null}
        <Button type="submit" look="primary" disabled={disabled || busy}>
          {busy ? busyLabel : submit}
        </Button>
      </div>
    </>
  );
}
