import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeLineProps {
  /** What kind of notice it is, for who does not see it. */
  label: string;
  icon: LucideIcon;
  children: ReactNode;
}

/** One calm line above a page about what the gateway runs on. */
export function NoticeLine({ label, icon: Icon, children }: NoticeLineProps) {
  return (
    <aside
      aria-label={label}
      className="flex items-center justify-center gap-2 border-b bg-sunken px-4 py-1.5 text-center text-xs text-ink-muted"
    >
      <Icon aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <span>{children}</span>
    </aside>
  );
}
