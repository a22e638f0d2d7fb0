import { type StatsFilter, statsNone } from "#lib/contracts/stats.ts";

/** Filters of the dashboard that the list of tickets knows, too. */
const shared = ["team", "key", "source", "model", "tier", "prompt"] as const satisfies readonly StatsFilter[];

/** The dashboard's filters as words of the list's address; each report by itself, as the figures count them. */
export const ticketWords = (filters: Partial<Record<StatsFilter, string>>): Record<string, string> => ({
  repeats: "each",
  ...Object.fromEntries(
    shared.flatMap((name) => {
      const value = filters[name];
      return value === undefined || value === statsNone ? [] : [[name, value]];
    }),
  ),
});
