import { drawFrom } from "#samples/draw.ts";
import { textOf } from "../seed/prototypes.ts";
import { symptoms } from "../seed/symptoms.ts";

const letters = "bcdfghjklmnpqrstvwxz";
const vowels = "aeiou";

/** Words of their own in every text, so that no two are the same incident. */
export function distinctTexts(seed: number): () => string {
  const draw = drawFrom(seed);
  const syllable = () => letters[draw.below(letters.length)] + (vowels[draw.below(vowels.length)] ?? "a");
  const word = () => syllable() + syllable() + syllable() + syllable();
  return () => {
    const service = word();
    const blanks = { service, host: word(), number: "42", percent: "12", customer: word(), version: "4.2.1" };
    return textOf(draw.below(symptoms.length), 0, blanks).text;
  };
}

export const repeatedText = `[FIRING] EdgeHighErrorRate (severity=critical, cluster=prod-eu-1)
68 % of requests to /checkout answer 502 Bad Gateway, upstream checkout-api refuses connections.`;
