import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

interface DataTableProps {
  caption: string;
  headings: readonly ReactNode[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  className?: string;
}

/** A table of numbers under its caption; scrolls sideways within itself where it is too wide. */
export function DataTable({ caption, headings, rows, className }: DataTableProps) {
  return (
    <section
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className={classNames("overflow-x-auto", className)}
    >
      <table className="w-full border-collapse text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {headings.map((heading, index) => (
              <th
                // biome-ignore lint/suspicious/noArrayIndexKey: columns that never move.
                key={index}
                scope="col"
                className={classNames(
                  "border-b px-2 py-2 text-xs first:pl-3 last:pr-3 font-medium whitespace-nowrap text-ink-muted",
                  index === 0 ? "text-left" : "text-right",
                )}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="border-b last:border-b-0">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th
                    key="name"
                    scope="row"
                    className="py-1.5 pr-2 pl-3 text-left font-normal whitespace-nowrap"
                  >
                    {cell}
                  </th>
                ) : (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns that never move.
                    key={index}
                    className="px-2 py-1.5 text-right last:pr-3 whitespace-nowrap"
                  >
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
