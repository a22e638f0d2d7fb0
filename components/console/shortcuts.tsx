"use client";

import { Keyboard } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { bringWhenIdle } from "#components/ui/when-idle.ts";
import type { Role } from "#lib/contracts/access.ts";
import { awaitSecondKey, isDialogShown, isMuted, isPaletteKey } from "./is-muted.ts";
import { type KeyState, pressKey, type ShortcutAction } from "./shortcut-keys.ts";

/** Comes after the page: nobody opens one of them before there is something to see. */
const loadDialogs = () => import("./console-dialogs.tsx");
const ConsoleDialogs = dynamic(loadDialogs, { ssr: false });

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

interface OpenDialogs {
  showKeys: () => void;
  showPalette: () => void;
}

const ConsoleContext = createContext<OpenDialogs>({ showKeys: () => {}, showPalette: () => {} });

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
  const [wasAsked, setAsked] = useState(false);
  if (!wasAsked && (sheetOpen || paletteOpen)) setAsked(true);
  useEffect(() => bringWhenIdle(loadDialogs), []);
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
        // Pressed again while it is still on its way it stays asked for.
        return setPaletteOpen((open) => !open || !isDialogShown());
      }
      if (isMuted(event)) return;
      if (event.timeStamp - pressedAt.current > pairWithinMs) state.current = { prefix: null };
      const pressed = pressKey(state.current, event.key);
      state.current = pressed.state;
      pressedAt.current = event.timeStamp;
      awaitSecondKey(pressed.state.prefix === null ? 0 : event.timeStamp + pairWithinMs);
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
      {wasAsked ? (
        <ConsoleDialogs
          role={role}
          sheetOpen={sheetOpen}
          onSheetOpenChange={setSheetOpen}
          paletteOpen={paletteOpen}
          onPaletteOpenChange={setPaletteOpen}
        />
      ) : null}
    </ConsoleContext>
  );
}

/** Shows the keys to whoever does not know `?` yet. */
export function ShortcutsButton() {
  const { showKeys } = useConsoleDialogs();
  return (
    <Button
      look="ghost"
      size="icon"
      aria-label="Keyboard shortcuts"
      title="Keyboard shortcuts: ?"
      onClick={showKeys}
    >
      <Keyboard aria-hidden />
    </Button>
  );
}
