"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { classNames } from "#components/ui/class-names.ts";

const tabs = [
  { path: "/evals", name: "Runs" },
  { path: "/evals/sets", name: "Sets" },
] as const;

/** Title of the eval pages, the two lists, and what can be done here. */
export function EvalHeader({ children }: { children?: ReactNode }) {
  const pathname = usePathname();
  return (
    <header className="flex min-h-13 flex-wrap items-center gap-x-6 gap-y-2 border-b bg-surface px-4 py-2 sm:px-6">
      <h1 className="text-base font-semibold">Evals</h1>
      <nav aria-label="Evals" className="flex gap-1">
        {tabs.map(({ path, name }) => (
          <Link
            key={path}
            href={path}
            aria-current={pathname === path ? "page" : undefined}
            className={classNames(
              "rounded-md px-2.5 py-1 text-sm font-medium",
              pathname === path ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
            )}
          >
            {name}
          </Link>
        ))}
      </nav>
      <div className="ml-auto flex items-center gap-2">{children}</div>
    </header>
  );
}
