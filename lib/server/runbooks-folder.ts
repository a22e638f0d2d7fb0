import { getSettings } from "./runtime-settings.ts";

/** The folder that re-sync reads; null where none is configured. */
export const runbooksFolder = (): string | null => getSettings().runbooksFolder;
