import type { ReactNode } from "react";
import { BrandMark } from "#components/console/brand.tsx";

/** A page that only says one thing: not found, not allowed, failed. */
export function StatusPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-[60dvh] flex-1 flex-col items-center justify-center gap-4 px-6 py-16 text-center">
      <BrandMark className="size-8" />
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="flex max-w-md flex-col items-center gap-4 text-pretty text-ink-muted">{children}</div>
    </main>
  );
}
