import { sectionsFor } from "#components/settings/sections.ts";
import type { Theme } from "#components/ui/theme.ts";
import { type Role, scopesOfRole } from "#lib/contracts/access.ts";
import { placesFor } from "./navigation.tsx";

/** What choosing a command does. */
type CommandAction =
  | { type: "go"; path: string }
  | { type: "theme"; theme: Theme }
  | { type: "show_keys" }
  | { type: "sign_out" };

export interface Command {
  id: string;
  name: string;
  /** Other words people would look for it by. */
  words: string;
  action: CommandAction;
}

export interface CommandGroup {
  name: string;
  items: Command[];
}

/** A command that leads somewhere. */
export const go = (id: string, name: string, path: string, words = ""): Command => ({
  id,
  name,
  words,
  action: { type: "go", path },
});

const theme = (choice: Theme, name: string): Command => ({
  id: `theme-${choice}`,
  name,
  words: "theme colour dark light appearance",
  action: { type: "theme", theme: choice },
});

/** Everything that can be done from anywhere, as far as the role may. */
export function commandsFor(role: Role): CommandGroup[] {
  const scopes = scopesOfRole[role];
  const acts = [
    scopes.includes("triage:write") ? go("new-ticket", "Paste a ticket", "/", "triage new text log") : null,
    scopes.includes("review:write") ? go("next-review", "Take the next card to review", "/review") : null,
    scopes.includes("review:write")
      ? go("pending", "Tickets that wait for review", "/tickets?review=pending", "feed filter")
      : null,
    go("critical", "Critical tickets", "/tickets?severity=P0,P1", "feed filter p0 p1 urgent"),
    scopes.includes("evals:write")
      ? go("start-run", "Start an eval run", "/evals?new", "new judge cases set gates")
      : null,
    go("compare-runs", "Compare two eval runs", "/evals", "baseline regression difference choose"),
    scopes.includes("admin")
      ? go("new-prompt", "New prompt draft", "/settings/prompts/new", "create version instructions")
      : null,
    scopes.includes("admin")
      ? go("new-key", "Make an API key", "/settings/keys?new", "create token secret")
      : null,
    scopes.includes("admin")
      ? go("new-budget", "Add a budget", "/settings/budgets?new", "create limit money spend cost")
      : null,
    scopes.includes("admin")
      ? go("invite", "Invite somebody", "/settings/users?new", "create add user person")
      : null,
  ];
  return [
    { name: "Actions", items: acts.filter((command) => command !== null) },
    { name: "Pages", items: placesFor(role).map(({ path, name }) => go(path, name, path)) },
    {
      name: "Settings",
      items: sectionsFor(role).map(({ path, name, group }) => go(path, name, path, `settings ${group}`)),
    },
    {
      name: "Console",
      items: [
        theme("light", "Light theme"),
        theme("dark", "Dark theme"),
        theme("system", "Theme as the device"),
        { id: "keys", name: "Keyboard shortcuts", words: "help", action: { type: "show_keys" } },
        { id: "sign-out", name: "Sign out", words: "leave log out", action: { type: "sign_out" } },
      ],
    },
  ];
}

/** The commands whose name or other words hold every word of the text, in any order; groups without any are left out. */
export function matching(groups: readonly CommandGroup[], text: string): CommandGroup[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ name, items }) => ({
      name,
      items: items.filter((command) => {
        const offered = `${command.name} ${command.words}`.toLowerCase();
        return wanted.every((word) => offered.includes(word));
      }),
    }))
    .filter(({ items }) => items.length > 0);
}
