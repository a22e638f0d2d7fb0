"use client";

import { classNames } from "#components/ui/class-names.ts";
import type { FactRow } from "./fact-rows.ts";

interface FactListProps {
  rows: readonly FactRow[];
  active: number | null;
  onActivate: (row: number | null) => void;
  /** Brings the words of a fact into view. */
  onShow: (row: number) => void;
}

/** Facts and the words they were read from; pointing at one marks its words in the text, and the other way round. */
export function FactList({ rows, active, onActivate, onShow }: FactListProps) {
  return (
    <ul className="-mx-2 flex flex-col">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the index is what ties a fact to its words.
        <li key={index}>
          {row.quote === null ? (
            <div className="grid grid-cols-[7.5rem_1fr] gap-x-3 px-2 py-1.5 text-sm text-ink-faint">
              <span>{row.fact}</span>
              <span>{row.value}</span>
            </div>
          ) : (
            <button
              type="button"
              onMouseEnter={() => onActivate(index)}
              onMouseLeave={() => onActivate(null)}
              onFocus={() => onActivate(index)}
              onBlur={() => onActivate(null)}
              onClick={() => onShow(index)}
              className={classNames(
                "grid w-full cursor-default grid-cols-[7.5rem_1fr] gap-x-3 rounded-md px-2 py-1.5 text-left text-sm outline-offset-0 transition-colors duration-100",
                active === index && "bg-hover",
              )}
            >
              <span className="text-ink-muted">{row.fact}</span>
              <span className="flex min-w-0 flex-col">
                <span className="font-medium">{row.value}</span>
                <q className="line-clamp-2 font-mono text-xs wrap-anywhere text-ink-muted">{row.quote}</q>
              </span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
