import { statsNone } from "#lib/contracts/stats.ts";

/** What of the dashboard's filters the list of tickets knows, too. */
export const ticketWords = (source: string | undefined): Record<string, string> =>
  source === undefined || source === statsNone ? {} : { source };
