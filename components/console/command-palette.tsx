"use client";

import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { CornerDownLeft, Search, Ticket } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Kbd } from "#components/ui/kbd.tsx";
import { menuItemClass } from "#components/ui/popup-classes.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { chooseTheme } from "#components/ui/use-theme.ts";
import type { Role } from "#lib/contracts/access.ts";
import { type Command, commandsFor, matching } from "./commands.ts";
import { signOut } from "./sign-out.ts";
import { useFoundPlaces } from "./use-found-places.ts";
import { type FoundTicket, useFoundTickets } from "./use-found-tickets.ts";

interface CommandPaletteProps {
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  showKeys: () => void;
}

/** Reaches every page, setting, action, ticket, runbook, eval run, prompt, view, person and key by a few letters. */
export function CommandPalette(props: CommandPaletteProps) {
  return (
    <Dialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-30 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label="Search or go to"
          className="fixed top-[12vh] left-1/2 z-30 flex max-h-[70dvh] w-xl max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-raised text-ink shadow-pop outline-hidden transition-[opacity,scale] duration-100 ease-out-quint data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0"
        >
          <Palette {...props} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Choice = Command & { ticket?: FoundTicket };

const ticketChoice = (ticket: FoundTicket): Choice => ({
  id: ticket.id,
  name: visibleLine(ticket.title),
  words: "",
  action: { type: "go", path: `/tickets/${ticket.id}` },
  ticket,
});

const searchChoice = (text: string): Choice => ({
  id: "search",
  name: `Search tickets for “${text}”`,
  words: "",
  action: { type: "go", path: `/tickets?q=${encodeURIComponent(text)}` },
});

function Palette({ role, onOpenChange, showKeys }: CommandPaletteProps) {
  const router = useRouter();
  const toast = useToast();
  const [text, setText] = useState("");
  const wanted = text.trim();
  const { tickets, searching } = useFoundTickets(wanted);
  const places = useFoundPlaces(wanted, role);
  const groups: { name: string; items: Choice[] }[] = matching(commandsFor(role), wanted);
  groups.push(...places);
  if (tickets.length > 0) groups.push({ name: "Tickets", items: tickets.map(ticketChoice) });
  if (wanted !== "") groups.push({ name: "Search", items: [searchChoice(wanted)] });

  const perform = ({ action }: Choice) => {
    onOpenChange(false);
    switch (action.type) {
      case "go":
        return router.push(action.path);
      case "theme":
        return chooseTheme(action.theme);
      case "show_keys":
        return showKeys();
      case "sign_out":
        return void signOut().catch(() =>
          toast("Could not sign out", "The gateway did not answer. Try again in a moment."),
        );
    }
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={groups}
      filteredItems={groups}
      itemToStringValue={({ name }: Choice) => name}
      value={text}
      onValueChange={(value, { reason }) => {
        // Choosing a command is not typing its name.
        if (reason !== "item-press") setText(value);
      }}
    >
      <div className="flex items-center gap-2.5 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-ink-faint" />
        <Autocomplete.Input
          aria-label="Search or go to"
          placeholder="Page, action, runbook, run, person, id or words of a ticket"
          maxLength={200}
          className="h-12 flex-1 bg-transparent text-base outline-hidden placeholder:text-ink-faint"
        />
        {searching ? (
          <span role="status" className="text-xs text-ink-faint">
            Searching…
          </span>
        ) : null}
      </div>
      <Autocomplete.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto p-2 outline-hidden">
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.name} items={group.items} className="pb-2 last:pb-0">
            <Autocomplete.GroupLabel className="px-2 py-1 text-xs font-medium text-ink-faint">
              {group.name}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(choice: Choice) => (
                <Autocomplete.Item
                  key={choice.id}
                  value={choice}
                  onClick={() => perform(choice)}
                  className={menuItemClass}
                >
                  <ChoiceView choice={choice} />
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <div className="flex items-center gap-4 border-t bg-sunken/60 px-4 py-2 text-xs text-ink-muted">
        <span className="flex items-center gap-1">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd> choose
        </span>
        <span className="flex items-center gap-1">
          <Kbd>
            <CornerDownLeft aria-label="Enter" className="size-2.5" />
          </Kbd>{" "}
          open
        </span>
        <span className="flex items-center gap-1">
          <Kbd>Esc</Kbd> close
        </span>
      </div>
    </Autocomplete.Root>
  );
}

function ChoiceView({ choice: { name, ticket } }: { choice: Choice }) {
  if (!ticket) return <span className="min-w-0 truncate">{name}</span>;
  return (
    <>
      {ticket.severity ? (
        <SeverityBadge severity={ticket.severity} />
      ) : (
        <Ticket aria-hidden className="text-ink-faint" />
      )}
      <bdi className="min-w-0 flex-1 truncate">{name}</bdi>
      <RelativeTime at={ticket.createdAt} form="short" className="text-xs text-ink-faint" />
    </>
  );
}
