import type { ReactNode } from "react";
import { BrandMark } from "#components/console/brand.tsx";
import { ThemeToggle } from "#components/ui/theme-toggle.tsx";
import { chosenTheme } from "../page-request.ts";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 px-4 py-10">
      <div className="flex w-full max-w-sm flex-col gap-6 rounded-xl border bg-surface p-6 shadow-xs sm:p-8">
        <BrandMark className="size-8" />
        {children}
      </div>
      <ThemeToggle initial={await chosenTheme()} />
    </main>
  );
}
