import Link from "next/link";
import type { ReactNode } from "react";

/** Leads to the tickets behind a figure; plain text where there are none to show. */
export function TicketsLink({ href, children }: { href: string | null; children: ReactNode }) {
  return href === null ? (
    children
  ) : (
    <Link href={href} className="text-accent-ink underline">
      {children}
    </Link>
  );
}
