import { CircleAlert, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

interface ErrorStateProps {
  title: string;
  /** What happened and what to do about it. */
  children: ReactNode;
  retry?: (() => void) | undefined;
  /** Finds the request in the log. */
  requestId?: string | null | undefined;
}

/** Something failed: what, what to do, and a way to try again where that can help. */
export function ErrorState({ title, children, retry, requestId }: ErrorStateProps) {
  return (
    <div role="alert" className="flex gap-3 rounded-lg border border-danger/25 bg-danger-soft p-4">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1">
        <h2 className="text-sm font-semibold text-danger">{title}</h2>
        <div className="text-sm text-pretty text-ink">{children}</div>
        {requestId ? (
          <p className="font-mono text-xs break-all text-ink-muted">
            Request <span className="inline-block">{requestId}</span>
          </p>
        ) : null}
        {retry ? (
          <Button size="sm" onClick={retry} className="mt-2">
            <RotateCcw aria-hidden />
            Try again
          </Button>
        ) : null}
      </div>
    </div>
  );
}
