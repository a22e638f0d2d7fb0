"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { type Theme, themeCookie, themes } from "./theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon } as const satisfies Record<Theme, unknown>;
const labels: Record<Theme, string> = { system: "As the device", light: "Light", dark: "Dark" };

function apply(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain HTTP.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

export function ThemeToggle({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);
  const choose = ([chosen]: Theme[]) => {
    if (chosen === undefined) return;
    setTheme(chosen);
    apply(chosen);
  };
  return (
    <ToggleGroup
      aria-label="Colour theme"
      value={[theme]}
      onValueChange={choose}
      className="inline-flex rounded-md border border-line bg-sunken p-0.5"
    >
      {themes.map((each) => {
        const Icon = icons[each];
        return (
          <Toggle
            key={each}
            value={each}
            aria-label={labels[each]}
            title={labels[each]}
            className="flex size-6 cursor-default items-center justify-center rounded-sm text-ink-faint hover:text-ink data-pressed:bg-raised data-pressed:text-ink data-pressed:shadow-xs"
          >
            <Icon aria-hidden className="size-3.5" />
          </Toggle>
        );
      })}
    </ToggleGroup>
  );
}
