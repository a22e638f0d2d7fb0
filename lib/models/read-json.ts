import { jsonrepair } from "jsonrepair";
import type { AnswerRepair } from "../contracts/trace.ts";

/** Longest text whose punctuation is repaired. A whole extraction has a few thousand characters. */
const repairedMaxCharacters = 64 * 1024;

interface ReadJson {
  value: unknown;
  repairs: AnswerRepair[];
}

/** The first complete JSON object in a text, by counting braces outside strings; null when there is none. */
function firstObjectIn(text: string): { object: string; before: string } | null {
  const start = text.indexOf("{");
  if (start < 0) return null;
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === "\\") index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) {
      return { object: text.slice(start, index + 1), before: text.slice(0, start) };
    }
  }
  return null;
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Not JSON is an answer here, not a fault: the caller tries the repaired text next.
    return null;
  }
}

/** Commas, colons, quotes and comments as a careless writer leaves them. */
function withPunctuation(object: string): string | null {
  if (object.length > repairedMaxCharacters) return null;
  try {
    return jsonrepair(object);
  } catch {
    // Beyond repair, or nested too deeply for it.
    return null;
  }
}

/**
 * Reads JSON out of what a model wrote; null when there is none. The form is repaired where it can be without touching
 * a value: fences and chatter are taken off, then punctuation is mended. Only an object whose end the model wrote is
 * mended, because the repair would otherwise complete what was cut off, and half a sentence would pass for a whole one.
 */
export function readJson(text: string): ReadJson | null {
  const asIs = parse(text);
  if (asIs) return { ...asIs, repairs: [] };
  const found = firstObjectIn(text);
  if (!found) return null;
  const around = text.length > found.object.length ? surroundingsOf(found.before) : [];
  const taken = parse(found.object);
  if (taken) return { ...taken, repairs: around };
  const mended = withPunctuation(found.object);
  const repaired = mended === null ? null : parse(mended);
  return repaired && { ...repaired, repairs: [...around, "punctuation"] };
}

const surroundingsOf = (before: string): AnswerRepair[] =>
  /```\w*\s*$/.test(before) ? ["fence"] : ["surrounding_text"];
