"use client";

import { Select as BaseSelect } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { classNames } from "./class-names.ts";
import { controlClass } from "./field.tsx";
import { menuItemClass, popupClass } from "./popup-classes.ts";

interface SelectProps<Value extends string> {
  /** null stands for "nothing chosen" and is offered under `emptyLabel`. */
  value: Value | null;
  onValueChange: (value: Value | null) => void;
  options: readonly Value[];
  /** What stands for "nothing chosen"; without it one of the options always is. */
  emptyLabel?: string;
  labelOf?: (value: Value) => string;
  /** What is chosen here, where no label in sight says it. */
  label?: string;
}

/** One of a closed list, or none where that can be. */
export function Select<Value extends string>({
  value,
  onValueChange,
  options,
  emptyLabel,
  labelOf = (option) => option,
  label,
}: SelectProps<Value>) {
  const items = [
    ...(emptyLabel === undefined ? [] : [{ value: null, label: emptyLabel }]),
    ...options.map((option) => ({ value: option, label: labelOf(option) })),
  ];
  return (
    <BaseSelect.Root<Value | null> items={items} value={value} onValueChange={onValueChange}>
      <BaseSelect.Trigger
        aria-label={label}
        className={classNames(
          controlClass,
          "flex h-9 cursor-default items-center justify-between gap-2 px-2.5 text-sm",
        )}
      >
        <BaseSelect.Value className="truncate data-placeholder:text-ink-faint" />
        <BaseSelect.Icon className="text-ink-faint">
          <ChevronDown aria-hidden className="size-4" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal render={<section aria-label="Choices" />}>
        <BaseSelect.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-40 outline-hidden">
          <BaseSelect.Popup className={classNames(popupClass, "min-w-(--anchor-width)")}>
            <BaseSelect.List>
              {items.map((item) => (
                <BaseSelect.Item key={item.value ?? ""} value={item.value} className={menuItemClass}>
                  <BaseSelect.ItemText className="flex-1">{item.label}</BaseSelect.ItemText>
                  <BaseSelect.ItemIndicator className="text-accent-ink">
                    <Check aria-hidden className="size-4" />
                  </BaseSelect.ItemIndicator>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
