import { ChevronsUpDown } from "lucide-react";
import type { Role } from "#lib/contracts/access.ts";

/** Who is signed in, as the shell shows it. */
export interface Person {
  name: string;
  email: string;
  role: Role;
}

export const userButtonClass =
  "flex min-w-0 flex-1 cursor-default items-center gap-2 rounded-md px-1.5 py-1.5 text-left hover:bg-hover data-popup-open:bg-hover";

/** What the button of the user menu shows. */
export function PersonLabel({ person }: { person: Person }) {
  return (
    <>
      <span
        aria-hidden
        className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink uppercase"
      >
        {[...person.name][0]}
      </span>
      <span className="min-w-0 flex-1 truncate text-sm font-medium">{person.name}</span>
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
    </>
  );
}
