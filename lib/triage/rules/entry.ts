import type { Facts, Harm } from "#lib/contracts/facts.ts";
import type { tieOrder } from "../policy.ts";
import type { Theme } from "../themes.ts";
import type { Condition } from "./condition.ts";
import type { Shape } from "./shape.ts";

/**
 * One piece of knowledge: when a ticket says one of these phrases, this is what it shows. To teach the engine, add a
 * phrase to an entry of `knowledge/` or a new entry. The language of phrases stands in phrases.ts.
 */
export interface Entry {
  phrases: readonly string[];
  /** Speaks for this category. */
  cue?: (typeof tieOrder)[number];
  /** `strong`: these words alone nearly decide the category. Default: weak. */
  strength?: "strong" | "weak";
  /** What the next steps are about. */
  theme?: Theme;
  /** Points for a kind; the kind with most points wins, incident when nothing does. */
  kind?: Partial<Record<Facts["kind"]["value"], number>>;
  scope?: Facts["scope"]["value"];
  capability?: Facts["capability"]["value"];
  harm?: Pick<Harm, "value" | "certainty">;
  attack?: Facts["attack"]["value"];
  trend?: Facts["trend"]["value"];
  workaround?: Facts["workaround"]["value"];
  environment?: Facts["environment"]["value"];
  deadline?: Facts["deadline"]["value"];
  level?: Facts["level"]["value"];
  /** What is the matter, for the weights of severity. */
  condition?: Condition;
  /** Cues of this category that do not count when these words are there. */
  excuses?: (typeof tieOrder)[number];
  /** The phrase holds its own "not"; words of negation before it do not turn it round. */
  negatable?: boolean;
  /** Counts only in texts of these shapes. */
  shapes?: readonly Shape[];
  /** Words that stand in every second ticket; they stay weak even in the title. */
  common?: boolean;
  /** Counts only in the first line or the name of an alert. */
  titleOnly?: boolean;
}
