"use client";

import { Menu } from "@base-ui/react/menu";
import { useQuery } from "@tanstack/react-query";
import { Bookmark, BookmarkPlus, Check, ChevronDown, Settings2, Star, Users } from "lucide-react";
import { useState } from "react";
import { callApi } from "#components/api-client.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { menuItemClass, popupClass } from "#components/ui/popup-classes.ts";
import { listViewsOperation } from "#lib/contracts/view-operations.ts";
import type { View } from "#lib/contracts/views.ts";
import { ManageViews } from "./manage-views.tsx";
import { SaveViewForm } from "./save-view-form.tsx";
import { filtersOf, paramsOf, type TicketFilters } from "./ticket-filters.ts";

interface ViewsMenuProps {
  filters: TicketFilters;
  onChange: (filters: TicketFilters) => void;
}

/** Views as the browser keeps them. */
const viewsQuery = () => {
  const { id, path, answer } = listViewsOperation;
  return { queryKey: [id], queryFn: () => callApi(path, answer) };
};

const addressOf = (view: View) => paramsOf(filtersOf(new URLSearchParams(view.query))).toString();

/** Opens a saved view, saves the present filters as one, and leads to managing them. */
export function ViewsMenu({ filters, onChange }: ViewsMenuProps) {
  const views = useQuery(viewsQuery());
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const here = paramsOf(filters).toString();
  const items = views.data?.items ?? [];
  const current = items.find((view) => here !== "" && addressOf(view) === here);
  const close = (open: boolean) => {
    if (!open) setDialog(null);
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          aria-label={current ? `View ${current.name}` : "Views"}
          className={`${buttonClass("secondary", "sm")} max-w-52`}
        >
          <Bookmark aria-hidden className="text-ink-faint" />
          <span className="truncate">{current?.name ?? "Views"}</span>
          <ChevronDown aria-hidden className="text-ink-faint" />
        </Menu.Trigger>
        <Menu.Portal render={<section aria-label="Views" />}>
          <Menu.Positioner align="end" sideOffset={4} className="z-40 outline-hidden">
            <Menu.Popup className={`${popupClass} w-64 max-w-[calc(100vw-2rem)]`}>
              <Menu.Item className={menuItemClass} onClick={() => onChange({})}>
                <span className="flex-1">All tickets</span>
                {here === "" ? <Check aria-label="shown now" className="text-accent-ink" /> : null}
              </Menu.Item>
              {items.map((view) => (
                <Menu.Item
                  key={view.id}
                  className={menuItemClass}
                  onClick={() => onChange(filtersOf(new URLSearchParams(view.query)))}
                >
                  <bdi className="min-w-0 flex-1 truncate">{view.name}</bdi>
                  {view.shared ? (
                    <Users
                      aria-label={view.isMine ? "shared" : `shared by ${view.owner.name}`}
                      className="text-ink-faint"
                    />
                  ) : null}
                  {view.isDefault ? <Star aria-label="opens first" className="text-warn" /> : null}
                  {view === current ? <Check aria-label="shown now" className="text-accent-ink" /> : null}
                </Menu.Item>
              ))}
              <Menu.Separator className="-mx-1 my-1 border-t" />
              <Menu.Item className={menuItemClass} disabled={here === ""} onClick={() => setDialog("save")}>
                <BookmarkPlus aria-hidden className="text-ink-faint" />
                Save these filters
              </Menu.Item>
              <Menu.Item
                className={menuItemClass}
                disabled={items.length === 0}
                onClick={() => setDialog("manage")}
              >
                <Settings2 aria-hidden className="text-ink-faint" />
                Manage views
              </Menu.Item>
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Dialog title="Save view" open={dialog === "save"} onOpenChange={close}>
        <SaveViewForm query={here} onDone={() => setDialog(null)} />
      </Dialog>
      <Dialog title="Views" open={dialog === "manage"} onOpenChange={close}>
        <ManageViews views={items} />
      </Dialog>
    </>
  );
}
