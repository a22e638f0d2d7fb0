"use client";

import { classNames } from "#components/ui/class-names.ts";
import type { FactRow } from "./fact-rows.ts";
import { visibleLine } from "./visible-text.ts";

interface FactListProps {
  rows: readonly FactRow[];
  /** The quote pointed at, counted through all rows. */
  active: number | null;
  onActivate: (quote: number | null) => void;
  /** Brings the words into view. */
  onShow: (quote: number) => void;
}

/** Facts and the words they were read from; pointing at words marks them in the text, and the other way round. */
export function FactList({ rows, active, onActivate, onShow }: FactListProps) {
  let next = 0;
  return (
    <dl className="flex flex-col text-sm">
      {rows.map((row) => (
        <div
          key={`${row.fact} ${row.value}`}
          className="grid grid-cols-[6.5rem_1fr] gap-x-3 border-t py-1.5 first:border-t-0 sm:grid-cols-[6.5rem_8rem_1fr]"
        >
          <dt className="text-ink-muted">{row.fact}</dt>
          <dd className={row.quotes.length > 0 ? "font-medium" : "text-ink-faint"}>{row.value}</dd>
          <dd className="col-start-2 flex min-w-0 flex-wrap gap-1 sm:col-start-3">
            {row.quotes.map((quote) => {
              const index = next++;
              return (
                <button
                  key={quote}
                  type="button"
                  title="Show in the text"
                  onMouseEnter={() => onActivate(index)}
                  onMouseLeave={() => onActivate(null)}
                  onFocus={() => onActivate(index)}
                  onBlur={() => onActivate(null)}
                  onClick={() => onShow(index)}
                  className={classNames(
                    "max-w-full cursor-default rounded-xs px-1.5 py-0.5 text-left font-mono text-xs transition-colors duration-100",
                    active === index ? "bg-mark-active" : "bg-mark",
                  )}
                >
                  <bdi className="line-clamp-2 wrap-anywhere">{visibleLine(quote)}</bdi>
                </button>
              );
            })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
