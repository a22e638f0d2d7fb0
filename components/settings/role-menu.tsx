"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { menuItemClass, popupClass } from "#components/ui/popup-classes.ts";
import { type Role, roles } from "#lib/contracts/access.ts";
import { roleMeanings } from "./role-meanings.ts";

interface RoleMenuProps {
  /** Whose role it is. */
  name: string;
  role: Role;
  busy: boolean;
  onChange: (role: Role) => void;
}

/** The role of a person, and the others they could have. */
export function RoleMenu({ name, role, busy, onChange }: RoleMenuProps) {
  return (
    <Menu.Root>
      <Menu.Trigger
        disabled={busy}
        aria-label={`Role of ${name}: ${role}`}
        className={`${buttonClass("secondary", "sm")} w-28 justify-between! capitalize`}
      >
        {role}
        <ChevronDown aria-hidden className="text-ink-faint" />
      </Menu.Trigger>
      <Menu.Portal render={<section aria-label={`Role of ${name}`} />}>
        <Menu.Positioner align="end" sideOffset={4} className="z-40 outline-hidden">
          <Menu.Popup className={`${popupClass} w-72 max-w-[calc(100vw-2rem)]`}>
            <Menu.RadioGroup
              value={role}
              onValueChange={(chosen: Role) => {
                if (chosen !== role) onChange(chosen);
              }}
            >
              {roles.map((each) => (
                <Menu.RadioItem key={each} value={each} closeOnClick className={menuItemClass}>
                  <span className="flex flex-1 flex-col">
                    <span className="font-medium capitalize">{each}</span>
                    <span className="text-xs text-ink-muted">{roleMeanings[each]}</span>
                  </span>
                  <Menu.RadioItemIndicator className="text-accent-ink">
                    <Check aria-hidden />
                  </Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
