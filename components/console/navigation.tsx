"use client";

import {
  BookMarked,
  BookOpen,
  ChartNoAxesColumn,
  ChartSpline,
  Inbox,
  ListChecks,
  type LucideIcon,
  ScanText,
  Settings,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { EscalationBadge } from "#components/escalations/escalation-line.tsx";
import { settingsScopes } from "#components/settings/sections.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { type ApiScope, type Role, runsQueue, scopesOfRole } from "#lib/contracts/access.ts";

interface Place {
  path: string;
  name: string;
  icon: LucideIcon;
  keys: readonly [string, string];
  /** One of them opens the place; none named: it is open to everybody. */
  scopes: readonly ApiScope[];
}

/** Every place of the main navigation, in its order. */
const places = [
  { path: "/", name: "Triage", icon: ScanText, keys: ["G", "N"], scopes: ["triage:write"] },
  { path: "/tickets", name: "Tickets", icon: Inbox, keys: ["G", "T"], scopes: ["triage:read"] },
  { path: "/review", name: "Review", icon: ListChecks, keys: ["G", "R"], scopes: ["review:write"] },
  { path: "/dashboard", name: "Dashboard", icon: ChartSpline, keys: ["G", "A"], scopes: ["stats:read"] },
  { path: "/knowledge", name: "Knowledge", icon: BookMarked, keys: ["G", "K"], scopes: ["triage:read"] },
  { path: "/evals", name: "Evals", icon: ChartNoAxesColumn, keys: ["G", "E"], scopes: ["triage:read"] },
  { path: "/settings", name: "Settings", icon: Settings, keys: ["G", "S"], scopes: settingsScopes },
  { path: "/docs", name: "API docs", icon: BookOpen, keys: ["G", "D"], scopes: [] },
] as const satisfies readonly Place[];

const isAt = (path: string, pathname: string) =>
  path === "/" ? pathname === "/" : pathname === path || pathname.startsWith(`${path}/`);

/** The places that a role may see. */
export const placesFor = (role: Role): Place[] =>
  places.filter(
    ({ scopes }) => scopes.length === 0 || scopes.some((scope) => scopesOfRole[role].includes(scope)),
  );

interface NavigationProps {
  role: Role;
  onNavigate?: () => void;
}

export function Navigation({ role, onNavigate }: NavigationProps) {
  const pathname = usePathname();
  // Fetched ahead when somebody points at it: all places at once would cost every page its first second.
  const [pointedAt, setPointedAt] = useState<string | null>(null);
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {placesFor(role).map(({ path, name, icon: Icon, keys }) => {
          const current = isAt(path, pathname);
          return (
            <li key={path}>
              <Link
                href={path}
                prefetch={pointedAt === path ? "auto" : false}
                onMouseEnter={() => setPointedAt(path)}
                onFocus={() => setPointedAt(path)}
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
                {path === "/review" && runsQueue(role) ? <EscalationBadge role={role} /> : null}
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
