"use client";

import { BookOpen, ChartNoAxesColumn, Inbox, ScanText } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";

const places = [
  { path: "/", name: "Triage", icon: ScanText, keys: ["G", "N"] },
  { path: "/tickets", name: "Tickets", icon: Inbox, keys: ["G", "T"] },
  { path: "/evals", name: "Evals", icon: ChartNoAxesColumn, keys: ["G", "E"] },
  { path: "/docs", name: "API docs", icon: BookOpen, keys: ["G", "D"] },
] as const;

const isAt = (path: string, pathname: string) =>
  path === "/" ? pathname === "/" : pathname === path || pathname.startsWith(`${path}/`);

export function Navigation({ onNavigate }: { onNavigate?: () => void }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {places.map(({ path, name, icon: Icon, keys }) => {
          const current = isAt(path, pathname);
          return (
            <li key={path}>
              <Link
                href={path}
                aria-current={current ? "page" : undefined}
                onClick={onNavigate}
                className={classNames(
                  "group flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors duration-100",
                  current ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
                )}
              >
                <Icon
                  aria-hidden
                  className={classNames("size-4", current ? "text-accent-ink" : "text-ink-faint")}
                />
                <span className="flex-1">{name}</span>
                <span aria-hidden className="hidden gap-0.5 group-hover:flex group-focus-visible:flex">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
