"use client";

import { Search } from "lucide-react";
import { Kbd } from "#components/ui/kbd.tsx";
import { useConsoleDialogs } from "./shortcuts.tsx";

/** Opens the palette, and says which keys do. */
export function PaletteButton() {
  const { showPalette } = useConsoleDialogs();
  return (
    <button
      type="button"
      onClick={showPalette}
      className="flex h-8 cursor-default items-center gap-2 rounded-md border border-line bg-sunken px-2 text-sm text-ink-muted hover:border-line-strong hover:text-ink"
    >
      <Search aria-hidden className="size-3.5 text-ink-faint" />
      <span className="flex-1 text-left">Search or jump to</span>
      <span aria-hidden className="flex gap-0.5">
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </span>
    </button>
  );
}
