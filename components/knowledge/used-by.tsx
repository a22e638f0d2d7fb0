import Link from "next/link";

/** How many tickets point to a runbook, and the way to just those. */
export function UsedBy({ id, count, since }: { id: string; count: number; since: string }) {
  if (count === 0) return <span className="text-xs text-ink-muted">not used in 30 days</span>;
  const address = `/tickets?${new URLSearchParams({ runbook: id, from: since, repeats: "each" })}`;
  return (
    <Link
      href={address}
      prefetch={false}
      className="relative z-10 self-start py-1 text-xs whitespace-nowrap text-ink-muted tabular-nums underline decoration-line underline-offset-2 hover:text-ink sm:self-auto"
    >
      used by {count} {count === 1 ? "ticket" : "tickets"} in 30 days
    </Link>
  );
}
