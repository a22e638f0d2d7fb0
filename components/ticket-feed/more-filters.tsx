"use client";

import { Popover } from "@base-ui/react/popover";
import { ListFilter } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { popupClass } from "#components/ui/popup-classes.ts";
import { localMinute, momentOf } from "./local-minute.ts";
import type { TicketFilters } from "./ticket-filters.ts";

interface MoreFiltersProps {
  filters: TicketFilters;
  onChange: (filters: TicketFilters) => void;
}

/** The filters that are typed: source, service and the time between. */
export function MoreFilters({ filters, onChange }: MoreFiltersProps) {
  const [open, setOpen] = useState(false);
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const entry = (name: string) => String(entries.get(name) ?? "").trim() || undefined;
    onChange({
      ...filters,
      source: entry("source"),
      service: entry("service"),
      from: momentOf(entry("from")),
      to: momentOf(entry("to")),
    });
    setOpen(false);
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className={buttonClass("secondary", "sm")}>
        <ListFilter aria-hidden className="text-ink-faint" />
        More
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-40">
          <Popover.Popup aria-label="More filters" className={`${popupClass} w-72 max-w-[calc(100vw-2rem)]`}>
            <form onSubmit={apply} className="flex flex-col gap-3 p-2">
              <Field label="Source">
                <Input name="source" maxLength={200} defaultValue={filters.source} />
              </Field>
              <Field label="Service">
                <Input name="service" maxLength={200} defaultValue={filters.service} />
              </Field>
              <Field label="From">
                <Input name="from" type="datetime-local" defaultValue={localMinute(filters.from)} />
              </Field>
              <Field label="Before">
                <Input name="to" type="datetime-local" defaultValue={localMinute(filters.to)} />
              </Field>
              <Button type="submit" look="primary">
                Show
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
