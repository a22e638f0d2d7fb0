"use client";

import { Menu } from "@base-ui/react/menu";
import { ChevronsUpDown, LogOut } from "lucide-react";
import { menuItemClass, popupClass } from "#components/ui/popup-classes.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { Role } from "#lib/contracts/access.ts";
import { signOut } from "./sign-out.ts";

/** Who is signed in, as the shell shows it. */
export interface Person {
  name: string;
  email: string;
  role: Role;
}

export function UserMenu({ person }: { person: Person }) {
  const toast = useToast();
  const leave = () => {
    signOut().catch(() => toast("Could not sign out", "The gateway did not answer. Try again in a moment."));
  };
  return (
    <Menu.Root>
      <Menu.Trigger className="flex min-w-0 flex-1 cursor-default items-center gap-2 rounded-md px-1.5 py-1.5 text-left hover:bg-hover data-popup-open:bg-hover">
        <span
          aria-hidden
          className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-ink uppercase"
        >
          {[...person.name][0]}
        </span>
        <span className="min-w-0 flex-1 truncate text-sm font-medium">{person.name}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Menu.Trigger>
      <Menu.Portal render={<section aria-label="Account" />}>
        <Menu.Positioner side="top" align="start" sideOffset={6} className="z-40 outline-hidden">
          <Menu.Popup className={`${popupClass} w-56`}>
            <div className="flex flex-col px-2 pt-1.5 pb-2">
              <span className="truncate text-sm font-medium">{person.name}</span>
              <span className="truncate text-xs text-ink-muted">{person.email}</span>
              <span className="text-xs text-ink-muted capitalize">{person.role}</span>
            </div>
            <Menu.Separator className="-mx-1 my-1 border-t" />
            <Menu.Item className={menuItemClass} onClick={leave}>
              <LogOut aria-hidden className="text-ink-faint" />
              Sign out
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
