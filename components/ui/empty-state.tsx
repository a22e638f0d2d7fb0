import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing here: why, and what to do next. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-3 px-6 py-16 text-center">
      <div
        aria-hidden
        className="rounded-lg border border-line bg-surface p-2.5 text-ink-faint shadow-xs [&_svg]:size-5"
      >
        {icon}
      </div>
      <div className="flex max-w-sm flex-col gap-1">
        <h2 className="text-base font-semibold">{title}</h2>
        {children ? <div className="text-sm text-pretty text-ink-muted">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
