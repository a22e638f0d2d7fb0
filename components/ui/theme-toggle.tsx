"use client";

import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { Monitor, Moon, Sun } from "lucide-react";
import { type Theme, themes } from "./theme.ts";
import { chooseTheme, useTheme } from "./use-theme.ts";

const icons = { system: Monitor, light: Sun, dark: Moon } as const satisfies Record<Theme, unknown>;
const labels: Record<Theme, string> = { system: "As the device", light: "Light", dark: "Dark" };

export function ThemeToggle({ initial }: { initial: Theme }) {
  const theme = useTheme(initial);
  return (
    <ToggleGroup
      aria-label="Colour theme"
      value={[theme]}
      onValueChange={([next]: Theme[]) => {
        if (next !== undefined) chooseTheme(next);
      }}
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
