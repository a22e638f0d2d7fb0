import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A key of the keyboard. `onAccent` for keys on a filled button. */
export function Kbd({ children, onAccent = false }: { children: ReactNode; onAccent?: boolean }) {
  return (
    <kbd
      className={classNames(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-xs px-1 font-sans text-2xs font-medium",
        onAccent
          ? "border border-on-accent/35 text-on-accent"
          : "border border-line-strong bg-surface text-ink-muted",
      )}
    >
      {children}
    </kbd>
  );
}
