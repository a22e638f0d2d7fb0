import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import type { Theme } from "#components/ui/theme.ts";
import { ThemeToggle } from "#components/ui/theme-toggle.tsx";
import { Brand } from "./brand.tsx";
import { SkipLink } from "./skip-link.tsx";

/** The frame of pages that everybody may see. */
export function PublicShell({ theme, children }: { theme: Theme; children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="flex h-13 items-center justify-between gap-3 border-b bg-surface px-4 sm:px-6">
        <Brand />
        <div className="flex items-center gap-3">
          <ThemeToggle initial={theme} />
          <Link href="/sign-in" className={buttonClass()}>
            Sign in
          </Link>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex-1 outline-hidden">
        {children}
      </main>
    </div>
  );
}
