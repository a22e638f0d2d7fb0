import type { ReactNode } from "react";
import { BrandMark } from "#components/console/brand.tsx";
import { classNames } from "#components/ui/class-names.ts";

interface StatusPageProps {
  title: string;
  children: ReactNode;
  /** Stands in the frame of the console, which has the page's landmark already. */
  framed?: boolean;
}

/** A page that only says one thing: not found, not allowed, failed. */
export function StatusPage({ title, children, framed = false }: StatusPageProps) {
  const Landmark = framed ? "div" : "main";
  return (
    <Landmark
      className={classNames(
        "flex flex-1 flex-col items-center justify-center gap-4 px-6 py-16 text-center",
        framed ? null : "min-h-dvh",
      )}
    >
      <BrandMark className="size-8" />
      <h1 className="text-xl font-semibold">{title}</h1>
      <div className="flex max-w-md flex-col items-center gap-4 text-pretty text-ink-muted">{children}</div>
    </Landmark>
  );
}
