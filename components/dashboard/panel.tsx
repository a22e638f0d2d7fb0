"use client";

import { Download, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { WhenNear } from "#components/ui/when-near.tsx";
import { csvOf } from "#lib/contracts/csv.ts";

interface PanelTable {
  headings: readonly string[];
  /** What people read; the first cell names the row. */
  rows: readonly { key: string; cells: readonly ReactNode[]; values: readonly (string | number | null)[] }[];
}

interface PanelProps {
  title: string;
  /** What it counts, and over how many. */
  note: string;
  /** Window and time zone. */
  window: string;
  /** Made when somebody wants to see or save it. */
  table: () => PanelTable;
  isEmpty: boolean;
  /** What is chosen within the panel. */
  controls?: ReactNode;
  className?: string;
  children: ReactNode;
}

function save(name: string, { headings, rows }: PanelTable): void {
  const address = URL.createObjectURL(
    new Blob([
      csvOf(
        headings,
        rows.map(({ values }) => values),
      ),
    ]),
  );
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}

/** A chart with its window, its n, the table behind it and its CSV. */
export function Panel({ title, note, window, table, isEmpty, controls, className, children }: PanelProps) {
  const heading = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <Card aria-labelledby={heading} className={classNames("flex min-w-0 flex-col", className)}>
      <header className="flex items-start justify-between gap-2 px-4 pt-3">
        <div className="min-w-0">
          <h2 id={heading} className="text-sm font-semibold">
            {title}
          </h2>
          <p className="text-xs text-pretty text-ink-muted">{note}</p>
        </div>
        <div className="-mr-2 flex shrink-0">
          <Button
            look="ghost"
            size="icon"
            aria-pressed={asTable}
            aria-label={`${title} as a table`}
            title={asTable ? "Show the chart" : "Show the table"}
            onClick={() => setAsTable(!asTable)}
          >
            <Table2 aria-hidden />
          </Button>
          <Button
            look="ghost"
            size="icon"
            aria-label={`${title} as CSV`}
            title="Save as CSV"
            onClick={() => save(title, table())}
          >
            <Download aria-hidden />
          </Button>
        </div>
      </header>
      {controls ? <div className="px-4 pt-2">{controls}</div> : null}
      <div className={classNames("px-2 pt-2", isEmpty ? "flex min-h-24 flex-1" : "h-64 shrink-0")}>
        {isEmpty ? (
          <p className="m-auto text-sm text-ink-muted">Nothing in this window</p>
        ) : asTable ? (
          <DataRows title={title} table={table()} />
        ) : (
          <WhenNear>{children}</WhenNear>
        )}
      </div>
      <p className="mt-auto truncate px-4 pt-1 pb-3 text-2xs text-ink-faint" title={window}>
        {window}
      </p>
    </Card>
  );
}

function DataRows({ title, table }: { title: string; table: PanelTable }) {
  return (
    <section
      aria-label={`Table of ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
      className="h-full overflow-auto"
    >
      <table className="w-full border-collapse text-xs tabular-nums">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {table.headings.map((heading, index) => (
              <th
                key={heading}
                scope="col"
                className={classNames(
                  "sticky top-0 border-b bg-surface px-2 py-1.5 font-medium whitespace-nowrap text-ink-muted",
                  index === 0 ? "text-left" : "text-right",
                )}
              >
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells }) => (
            <tr key={key} className="border-b last:border-b-0">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th key="name" scope="row" className="px-2 py-1 text-left font-normal whitespace-nowrap">
                    {cell}
                  </th>
                ) : (
                  <td key={table.headings[index]} className="px-2 py-1 text-right whitespace-nowrap">
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
