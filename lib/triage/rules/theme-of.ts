import type { Facts } from "#lib/contracts/facts.ts";
import type { Category } from "#lib/contracts/vocabulary.ts";
import type { Theme } from "../themes.ts";
import type { Finding } from "./findings.ts";

/** What the next steps should be about: the theme with the most words for it among those of the card's category. */
export function themeOf(findings: readonly Finding[], facts: Facts, category: Category): Theme {
  if (category === "unknown") return facts.kind.value === "incident" ? "vague" : facts.kind.value;
  const points = new Map<Theme, number>();
  for (const { says, inTitle, negated } of findings) {
    if (says.cue !== category || !says.theme || negated) continue;
    const weight = (says.strength === "strong" ? 3 : 1) * (inTitle ? 2 : 1);
    points.set(says.theme, (points.get(says.theme) ?? 0) + weight);
  }
  let best: Theme = category;
  for (const [theme, weight] of points) if (weight > (points.get(best) ?? 0)) best = theme;
  return best;
}
