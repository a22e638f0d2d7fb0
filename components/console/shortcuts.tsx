"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Role } from "#lib/contracts/access.ts";
import { CommandPalette } from "./command-palette.tsx";
import { isMuted, isPaletteKey } from "./is-muted.ts";
import { type KeyState, pressKey, type ShortcutAction, shortcuts } from "./shortcut-keys.ts";

/** Longest wait between the two keys of a pair. */
const pairWithinMs = 1200;

function moveRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const current = rows.findIndex((row) => row.matches(":focus"));
  const next = current < 0 ? rows[0] : rows[current + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function focusSearch(): void {
  const search = document.querySelector<HTMLElement>("[data-search]");
  search?.focus();
  if (search instanceof HTMLInputElement) search.select();
}

interface ConsoleDialogs {
  showKeys: () => void;
  showPalette: () => void;
}

const ConsoleContext = createContext<ConsoleDialogs>({ showKeys: () => {}, showPalette: () => {} });

/** Opens the console's own dialogs from anywhere in it. */
export const useConsoleDialogs = () => useContext(ConsoleContext);

interface ConsoleKeysProps {
  role: Role;
  children: ReactNode;
}

/** Listens for the console's keys; shows them under `?` and the palette under Ctrl or Cmd and K. */
export function ConsoleKeys({ role, children }: ConsoleKeysProps) {
  const router = useRouter();
  const [sheetOpen, setSheetOpen] = useState(false);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const state = useRef<KeyState>({ prefix: null });
  const pressedAt = useRef(0);

  useEffect(() => {
    const perform = (action: ShortcutAction) => {
      switch (action.type) {
        case "go":
          return router.push(action.path);
        case "show_keys":
          return setSheetOpen(true);
        case "focus_search":
          return focusSearch();
        case "next_row":
          return moveRow(1);
        case "previous_row":
          return moveRow(-1);
      }
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (isPaletteKey(event)) {
        event.preventDefault();
        return setPaletteOpen((open) => !open);
      }
      if (isMuted(event)) return;
      if (event.timeStamp - pressedAt.current > pairWithinMs) state.current = { prefix: null };
      const pressed = pressKey(state.current, event.key);
      state.current = pressed.state;
      pressedAt.current = event.timeStamp;
      if (!pressed.action) return;
      event.preventDefault();
      perform(pressed.action);
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [router]);

  const dialogs = useMemo(
    () => ({ showKeys: () => setSheetOpen(true), showPalette: () => setPaletteOpen(true) }),
    [],
  );
  return (
    <ConsoleContext value={dialogs}>
      {children}
      <Dialog title="Keyboard shortcuts" open={sheetOpen} onOpenChange={setSheetOpen}>
        <KeyList />
      </Dialog>
      <CommandPalette
        role={role}
        open={paletteOpen}
        onOpenChange={setPaletteOpen}
        showKeys={dialogs.showKeys}
      />
    </ConsoleContext>
  );
}

/** Shows the keys to whoever does not know `?` yet. */
export function ShortcutsButton() {
  const { showKeys } = useConsoleDialogs();
  return (
    <Tooltip
      text={
        <>
          Keyboard shortcuts <Kbd>?</Kbd>
        </>
      }
    >
      <Button look="ghost" size="icon" aria-label="Keyboard shortcuts" onClick={showKeys}>
        <Keyboard aria-hidden />
      </Button>
    </Tooltip>
  );
}

const controlKeys: readonly { keys: readonly string[]; meaning: string }[] = [
  { keys: ["Ctrl / ⌘", "K"], meaning: "Go anywhere, do anything" },
  { keys: ["Ctrl / ⌘", "Enter"], meaning: "Triage the text; submit a correction" },
  { keys: ["Enter"], meaning: "Open the row; submit a correction" },
  { keys: ["A"], meaning: "Review: approve the card" },
  { keys: ["1", "4"], meaning: "Review: severity P0 to P3" },
  { keys: ["Shift", "1", "5"], meaning: "Review: category" },
  { keys: ["S"], meaning: "Review: skip with a reason" },
  { keys: ["H"], meaning: "Review: snooze" },
  { keys: ["E"], meaning: "Review: edit summary and steps" },
  { keys: ["Z"], meaning: "Review: take back the last decision" },
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
