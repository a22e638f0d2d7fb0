"use client";

import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { Role } from "#lib/contracts/access.ts";
import { CommandPalette } from "./command-palette.tsx";
import { shortcuts } from "./shortcut-keys.ts";

interface ConsoleDialogsProps {
  role: Role;
  sheetOpen: boolean;
  onSheetOpenChange: (open: boolean) => void;
  paletteOpen: boolean;
  onPaletteOpenChange: (open: boolean) => void;
}

/** What the console's keys open: the palette and the list of the keys themselves. */
export default function ConsoleDialogs(props: ConsoleDialogsProps) {
  return (
    <>
      <Dialog title="Keyboard shortcuts" open={props.sheetOpen} onOpenChange={props.onSheetOpenChange}>
        <KeyList />
      </Dialog>
      <CommandPalette
        role={props.role}
        open={props.paletteOpen}
        onOpenChange={props.onPaletteOpenChange}
        showKeys={() => props.onSheetOpenChange(true)}
      />
    </>
  );
}

const controlKeys: readonly { keys: readonly string[]; meaning: string }[] = [
  { keys: ["Ctrl / ⌘", "K"], meaning: "Go anywhere, do anything" },
  { keys: ["Ctrl / ⌘", "Enter"], meaning: "Triage the text; submit a correction" },
  { keys: ["Enter"], meaning: "Open the row; submit a correction" },
  { keys: ["A"], meaning: "Review: approve the card" },
  { keys: ["1–4"], meaning: "Review: severity P0 to P3" },
  { keys: ["Shift", "1–5"], meaning: "Review: category" },
  { keys: ["S"], meaning: "Review: skip with a reason" },
  { keys: ["H"], meaning: "Review: snooze" },
  { keys: ["E"], meaning: "Review: edit summary and steps" },
  { keys: ["Z"], meaning: "Review: take back the last decision" },
  { keys: ["R"], meaning: "Ticket, decided row: send to review, reopen" },
  { keys: ["O"], meaning: "Ticket, decided row: ask for a second opinion" },
  { keys: ["Esc"], meaning: "Close what is open" },
];

function KeyList() {
  return (
    <dl className="flex flex-col px-4 pb-4">
      {[...shortcuts, ...controlKeys].map(({ keys, meaning }) => (
        <div key={meaning} className="flex items-center justify-between gap-4 border-t py-2 text-sm">
          <dt className="text-ink-muted">{meaning}</dt>
          <dd className="flex items-center gap-1">
            {keys.map((key) => (
              <Kbd key={key}>{key.length === 1 ? key.toUpperCase() : key}</Kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
