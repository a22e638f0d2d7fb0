import { classNames } from "./class-names.ts";

/** Holds the place of something that is on its way. Decoration: say "loading" once, near it. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-breathe rounded-sm bg-line", className)} />;
}
