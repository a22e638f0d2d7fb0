import type { ReactNode } from "react";
import { shareText } from "#components/amounts.ts";

/** How likely each class is, as bars with their percentage. */
export function ShareBars({
  shares,
}: {
  shares: readonly { key: string; name: ReactNode; share: number }[];
}) {
  return (
    <dl className="flex flex-col gap-1.5">
      {shares.map(({ key, name, share }) => (
        <div key={key} className="grid grid-cols-[5.5rem_1fr_3rem] items-center gap-3 text-sm">
          <dt>{name}</dt>
          <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <div className="h-full bg-ink-muted" style={{ width: `${share * 100}%` }} />
          </dd>
          <dd className="text-right tabular-nums text-ink-muted">{shareText(share)}</dd>
        </div>
      ))}
    </dl>
  );
}
