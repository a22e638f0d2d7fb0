import type { ReactNode } from "react";

/** Title of a page with what can be done on it. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-surface px-4 py-2 sm:px-6">
      <h1 className="text-base font-semibold">{title}</h1>
      {children}
    </header>
  );
}
