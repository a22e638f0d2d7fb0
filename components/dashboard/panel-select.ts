/** A choice within a panel. */
export const panelSelectClass =
  "h-7 max-w-full rounded-md border border-field bg-surface px-1.5 text-xs text-ink hover:border-ink-faint";
