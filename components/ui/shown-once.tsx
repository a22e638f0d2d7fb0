import type { ReactNode } from "react";
import { CopyButton } from "./copy-button.tsx";

interface ShownOnceProps {
  label: string;
  value: string;
  /** What to do with it, and that it will not be shown again. */
  children: ReactNode;
}

/** A secret in full, to be copied now. */
export function ShownOnce({ label, value, children }: ShownOnceProps) {
  return (
    <section aria-label={label} className="flex flex-col gap-2">
      <p className="text-sm text-pretty text-ink-muted">{children}</p>
      <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 flex-1 font-mono text-xs break-all select-all">{value}</code>
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} iconOnly />
      </div>
    </section>
  );
}
