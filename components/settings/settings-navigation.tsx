"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { classNames } from "#components/ui/class-names.ts";
import type { Role } from "#lib/contracts/access.ts";
import { sectionsFor } from "./sections.ts";

/** On a phone the row is longer than the screen: the page one is on is brought into sight. */
function bringIntoSight(link: HTMLElement | null): void {
  const row = link?.closest("nav");
  if (!link || !row) return;
  row.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - row.clientWidth / 2;
}

/** The pages of the settings: a column where there is room, a row that scrolls where there is not. */
export function SettingsNavigation({ role }: { role: Role }) {
  const pathname = usePathname();
  const sections = sectionsFor(role);
  const groups = [...new Set(sections.map(({ group }) => group))];
  return (
    <nav
      aria-label="Settings"
      className="sticky top-12 z-10 overflow-x-auto border-b bg-surface lg:static lg:w-44 lg:shrink-0 lg:overflow-visible lg:border-r lg:border-b-0"
    >
      <div className="flex w-max gap-1 px-3 py-2 lg:sticky lg:top-0 lg:max-h-dvh lg:w-auto lg:flex-col lg:gap-4 lg:overflow-y-auto lg:py-4">
        {groups.map((group) => (
          <section key={group} aria-label={group} className="flex gap-1 lg:flex-col lg:gap-0.5">
            <p aria-hidden className="hidden px-2 pb-1 text-xs font-medium text-ink-faint lg:block">
              {group}
            </p>
            <ul className="flex gap-1 lg:flex-col lg:gap-0.5">
              {sections
                .filter((section) => section.group === group)
                .map(({ path, name }) => {
                  const current = pathname === path || pathname.startsWith(`${path}/`);
                  return (
                    <li key={path}>
                      <Link
                        ref={current ? bringIntoSight : null}
                        href={path}
                        aria-current={current ? "page" : undefined}
                        className={classNames(
                          "flex h-8 items-center rounded-md px-2 text-sm font-medium whitespace-nowrap",
                          current ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
                        )}
                      >
                        {name}
                      </Link>
                    </li>
                  );
                })}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}
