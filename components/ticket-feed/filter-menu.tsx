"use client";

import { Menu } from "@base-ui/react/menu";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "#components/ui/button.tsx";
import { menuItemClass, popupClass } from "#components/ui/popup-classes.ts";

interface FilterMenuProps<Value extends string> {
  name: string;
  options: readonly Value[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  render: (value: Value) => ReactNode;
  /** For a narrow place. */
  compact?: boolean | undefined;
}

/** Any of a closed list; the menu stays open while several are chosen. */
export function FilterMenu<Value extends string>({
  name,
  options,
  chosen,
  onChange,
  render,
  compact = false,
}: FilterMenuProps<Value>) {
  const toggle = (value: Value, on: boolean) =>
    onChange(options.filter((option) => (option === value ? on : chosen.includes(option))));
  return (
    <Menu.Root>
      <Menu.Trigger className={buttonClass("secondary", compact ? "xs" : "sm")}>
        {name}
        {chosen.length > 0 ? (
          <span className="rounded-xs bg-accent-soft px-1 text-2xs text-accent-ink tabular-nums">
            {chosen.length}
            <span className="sr-only"> chosen</span>
          </span>
        ) : null}
        {compact ? null : <ChevronDown aria-hidden className="text-ink-faint" />}
      </Menu.Trigger>
      <Menu.Portal render={<section aria-label={`${name} filter`} />}>
        <Menu.Positioner align="start" sideOffset={4} className="z-40 outline-hidden">
          <Menu.Popup className={`${popupClass} min-w-44`}>
            {options.map((option) => (
              <Menu.CheckboxItem
                key={option}
                checked={chosen.includes(option)}
                onCheckedChange={(on) => toggle(option, on)}
                closeOnClick={false}
                className={menuItemClass}
              >
                <span className="flex-1">{render(option)}</span>
                <Menu.CheckboxItemIndicator className="text-accent-ink">
                  <Check aria-hidden />
                </Menu.CheckboxItemIndicator>
              </Menu.CheckboxItem>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
