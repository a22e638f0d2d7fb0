import type { ReactNode } from "react";
import { EscalationLine } from "#components/escalations/escalation-line.tsx";
import type { Theme } from "#components/ui/theme.ts";
import { ThemeToggle } from "#components/ui/theme-toggle.tsx";
import { runsQueue } from "#lib/contracts/access.ts";
import type { ReviewEscalations } from "#lib/contracts/reviews.ts";
import { Brand } from "./brand.tsx";
import { MobileBar } from "./mobile-bar.tsx";
import { Navigation } from "./navigation.tsx";
import { PaletteButton } from "./palette-button.tsx";
import type { Person } from "./person-label.tsx";
import { RulesOnlyLine } from "./rules-only-line.tsx";
import { SessionLine } from "./session-line.tsx";
import { ConsoleKeys, ShortcutsButton } from "./shortcuts.tsx";
import { SkipLink } from "./skip-link.tsx";
import { UserMenu } from "./user-menu.tsx";

interface ShellProps {
  person: Person;
  /** rules: no model is configured. */
  mode: "model" | "rules";
  theme: Theme;
  /** What waits too long for a human, where the server has looked already; who is told asks by themselves, too. */
  escalations?: ReviewEscalations | null;
  children: ReactNode;
}

/** The frame of every page behind the sign-in. */
export function Shell({ person, mode, theme, escalations = null, children }: ShellProps) {
  return (
    <ConsoleKeys role={person.role}>
      <div className="flex min-h-dvh flex-col lg:flex-row">
        <SkipLink />
        <aside aria-label="Console" className="hidden w-56 shrink-0 border-r bg-surface lg:block">
          <div className="sticky top-0 flex h-[calc(100dvh-var(--strip,0px))] flex-col gap-5 px-3 pt-4 pb-3">
            <Brand />
            <PaletteButton />
            <div className="flex-1">
              <Navigation role={person.role} />
            </div>
            <div className="flex items-center justify-between px-1">
              <ThemeToggle initial={theme} />
              <ShortcutsButton />
            </div>
            <div className="flex border-t pt-2">
              <UserMenu person={person} />
            </div>
          </div>
        </aside>
        <MobileBar role={person.role}>
          <UserMenu person={person} />
          <ThemeToggle initial={theme} />
        </MobileBar>
        <div className="flex min-w-0 flex-1 flex-col">
          <SessionLine />
          {runsQueue(person.role) ? <EscalationLine role={person.role} initial={escalations} /> : null}
          {mode === "rules" ? <RulesOnlyLine role={person.role} /> : null}
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-hidden">
            {children}
          </main>
        </div>
      </div>
    </ConsoleKeys>
  );
}
