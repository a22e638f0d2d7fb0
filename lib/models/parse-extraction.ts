import { type Extraction, extractionSchema } from "../contracts/facts.ts";

export type ParsedExtraction =
  | { ok: true; extraction: Extraction; repaired: boolean }
  | { ok: false; detail: string };

/** The first complete JSON object in a text, by counting braces outside strings; null when there is none. */
function firstObjectIn(text: string): string | null {
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
    else if (character === "}" && --depth === 0) return text.slice(start, index + 1);
  }
  return null;
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    // Not JSON is an answer here, not a fault: the caller tries the repaired text next.
    return null;
  }
}

/** Where and how a value differs from the schema. Paths and codes only: messages may repeat the ticket. */
const detailOf = (issues: { path: PropertyKey[]; code: string }[]) =>
  issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.length > 0 ? path.map(String).join(".") : "answer"} ${code}`)
    .join(", ");

/** Validates a value against the contract. Fields that the contract does not know are dropped. */
function validateExtraction(value: unknown, repaired: boolean): ParsedExtraction {
  const parsed = extractionSchema.safeParse(value);
  return parsed.success
    ? { ok: true, extraction: parsed.data, repaired }
    : { ok: false, detail: `does not match the schema: ${detailOf(parsed.error.issues)}` };
}

/**
 * Reads what a model wrote. The only repair is to take the JSON object out of fences or chatter around it; no value
 * is ever changed and nothing cut off is completed.
 */
export function parseExtraction(text: string): ParsedExtraction {
  if (text.trim() === "") return { ok: false, detail: "empty answer" };
  const asIs = parseJson(text);
  if (asIs) return validateExtraction(asIs.value, false);
  const object = firstObjectIn(text);
  const repaired = object === null ? null : parseJson(object);
  return repaired ? validateExtraction(repaired.value, true) : { ok: false, detail: "not JSON" };
}
