"use client";

import { Menu } from "@base-ui/react/menu";
import { LogOut } from "lucide-react";
import { menuItemClass, popupClass } from "#components/ui/popup-classes.ts";
import { useToast } from "#components/ui/toast.tsx";
import { type Person, PersonLabel, userButtonClass } from "./person-label.tsx";
import { signOut } from "./sign-out.ts";

/** The menu itself, open as it comes: it is asked for by whoever wants to see it. */
export default function UserMenuWindow({ person }: { person: Person }) {
  const toast = useToast();
  const leave = () => {
    signOut().catch(() => toast("Could not sign out", "The gateway did not answer. Try again in a moment."));
  };
  return (
    <Menu.Root defaultOpen>
      <Menu.Trigger className={userButtonClass}>
        <PersonLabel person={person} />
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
