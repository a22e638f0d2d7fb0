/** What a key does in the console. `rows` are the rows of the list on the page. */
export type ShortcutAction =
  | { type: "go"; path: string }
  | { type: "show_keys" }
  | { type: "focus_search" }
  | { type: "next_row" }
  | { type: "previous_row" };

export interface Shortcut {
  keys: readonly [string] | readonly [string, string];
  meaning: string;
  action: ShortcutAction;
}

/** All single keys of the console; the sheet under `?` lists exactly these. */
export const shortcuts: readonly Shortcut[] = [
  { keys: ["g", "n"], meaning: "Triage a new ticket", action: { type: "go", path: "/" } },
  { keys: ["g", "t"], meaning: "Tickets", action: { type: "go", path: "/tickets" } },
  { keys: ["g", "r"], meaning: "Review", action: { type: "go", path: "/review" } },
  { keys: ["g", "a"], meaning: "Dashboard", action: { type: "go", path: "/dashboard" } },
  { keys: ["g", "u"], meaning: "Rules", action: { type: "go", path: "/settings/rules" } },
  { keys: ["g", "k"], meaning: "Knowledge", action: { type: "go", path: "/knowledge" } },
  { keys: ["g", "e"], meaning: "Evals", action: { type: "go", path: "/evals" } },
  { keys: ["g", "s"], meaning: "Settings", action: { type: "go", path: "/settings" } },
  { keys: ["g", "d"], meaning: "API docs", action: { type: "go", path: "/docs" } },
  { keys: ["/"], meaning: "Search", action: { type: "focus_search" } },
  { keys: ["j"], meaning: "Next row", action: { type: "next_row" } },
  { keys: ["k"], meaning: "Previous row", action: { type: "previous_row" } },
  { keys: ["?"], meaning: "Show these keys", action: { type: "show_keys" } },
];

export interface KeyState {
  /** First key of a pair, waiting for the second. */
  prefix: string | null;
}

/** Takes a key; answers with what it completes, if anything, and what is waited for now. */
export function pressKey(
  { prefix }: KeyState,
  pressed: string,
): { state: KeyState; action: ShortcutAction | null } {
  const key = pressed.toLowerCase();
  const complete = shortcuts.find(({ keys: [first, second] }) =>
    prefix === null ? second === undefined && first === key : first === prefix && second === key,
  );
  if (complete) return { state: { prefix: null }, action: complete.action };
  if (prefix !== null) return pressKey({ prefix: null }, pressed);
  const begins = shortcuts.some(({ keys: [first, second] }) => second !== undefined && first === key);
  return { state: { prefix: begins ? key : null }, action: null };
}
