import type { Facts } from "#lib/contracts/facts.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { Category } from "#lib/contracts/vocabulary.ts";
import type { Draw } from "#samples/draw.ts";

/** What the first group of an expression catches in a ticket, or all that it matches. */
export type Say = (words: RegExp) => string;

type ClaimName = Exclude<keyof Facts, "harms" | "cues">;

/** What a good reader finds in a report: each value with the words that show it. */
export interface Found {
  claims: { [Name in ClaimName]?: readonly [Facts[Name]["value"], RegExp] };
  harms?: readonly (readonly [Facts["harms"][number]["value"], "confirmed" | "likely", RegExp])[];
  /** Words that nearly decide a category. */
  cues: readonly (readonly [Exclude<Category, "unknown">, RegExp])[];
  summary: (say: Say) => string;
  steps: (say: Say) => readonly [string, string, string];
}

/** A kind of report that comes in again and again, in other words and about other things. */
export interface Report {
  source: string;
  service: string;
  environment?: TriageRequest["environment"];
  /** How often, against the others. */
  weight: number;
  text: (draw: Draw) => string;
  /** Words by which a text of this kind is known. */
  knownBy: RegExp;
  found: Found;
  /** How sure a reader can be of its category, 0 to 1; 0.92 where absent. */
  sure?: number;
  /** The category that people choose instead, and for which share of such tickets. */
  disputed?: readonly [Category, number];
}

export const number = (draw: Draw, least: number, most: number) =>
  String(Math.round(draw.between(least, most)));
export const pod = (draw: Draw) => `${draw.oneOf(["a", "b", "c"])}${number(draw, 1, 9)}`;
export const version = (draw: Draw) => `${number(draw, 2, 6)}.${number(draw, 0, 30)}.${number(draw, 0, 9)}`;
export const clock = (draw: Draw) => `${number(draw, 10, 23)}:${number(draw, 10, 59)}`;
export const person = (draw: Draw) =>
  draw.oneOf(["Hanna", "Luis", "Wei", "Marta", "Jonas", "Aisha", "Pavel", "Noor", "Chloe", "Diego"]);
export const shop = (draw: Draw) =>
  draw.oneOf([
    "Nordlicht Outdoor",
    "Casa Verde",
    "Blue Harbour",
    "Atelier Mosaik",
    "Kite & Co",
    "Fjord Home",
    "Luma Toys",
  ]);
