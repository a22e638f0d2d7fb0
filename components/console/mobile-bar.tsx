"use client";

import { Menu as MenuIcon, Search } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import type { Role } from "#lib/contracts/access.ts";
import { Brand } from "./brand.tsx";
import { Navigation } from "./navigation.tsx";
import { useConsoleDialogs } from "./shortcuts.tsx";

/** The navigation where there is no room for a column: a bar on top and a drawer. */
export function MobileBar({ role, children }: { role: Role; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const { showPalette } = useConsoleDialogs();
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center justify-between border-b bg-surface px-3 lg:hidden">
      <Brand />
      <div className="flex gap-1">
        <Button look="ghost" size="icon" aria-label="Search or jump to" onClick={showPalette}>
          <Search aria-hidden />
        </Button>
        <Button look="ghost" size="icon" aria-label="Open the menu" onClick={() => setOpen(true)}>
          <MenuIcon aria-hidden />
        </Button>
      </div>
      <Dialog title="Menu" place="left" open={open} onOpenChange={setOpen}>
        <div className="flex flex-1 flex-col gap-4 px-3 pb-3">
          <div className="flex-1">
            <Navigation role={role} onNavigate={() => setOpen(false)} />
          </div>
          <div className="flex items-center gap-2 border-t pt-3">{children}</div>
        </div>
      </Dialog>
    </header>
  );
}
