import { type Extraction, extractionSchema } from "../contracts/facts.ts";
import type { AnswerRepair } from "../contracts/trace.ts";
import { complaintOf, detailOf } from "./complaint.ts";
import { readJson } from "./read-json.ts";

export type ParsedExtraction =
  | { ok: true; extraction: Extraction; repairs: AnswerRepair[] }
  | {
      ok: false;
      /** One short line for the timeline. */
      detail: string;
      /** The same for the model, with what was expected. */
      complaint: string;
    };

const notJson = (detail: string): ParsedExtraction => ({
  ok: false,
  detail,
  complaint: `${detail}; one JSON object with all required fields was expected`,
});

/** True when the value has fields, at any depth, that validation dropped. */
function hasSurplus(value: unknown, validated: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(validated)) {
    return value.some((item, index) => hasSurplus(item, validated[index]));
  }
  if (typeof value !== "object" || value === null) return false;
  if (typeof validated !== "object" || validated === null) return true;
  return Object.entries(value).some(
    ([key, item]) => !Object.hasOwn(validated, key) || hasSurplus(item, Reflect.get(validated, key)),
  );
}

/**
 * Reads and validates what a model wrote. Only its form is repaired; no value is changed and nothing cut off is
 * completed. Fields that the contract does not know are dropped.
 */
export function parseExtraction(text: string): ParsedExtraction {
  if (text.trim() === "") return notJson("empty answer");
  const json = readJson(text);
  if (json === null) return notJson("not JSON");
  const parsed = extractionSchema.safeParse(json.value);
  if (!parsed.success) {
    const { issues } = parsed.error;
    return {
      ok: false,
      detail: `does not match the schema: ${detailOf(issues)}`,
      complaint: complaintOf(issues),
    };
  }
  const repairs = hasSurplus(json.value, parsed.data)
    ? [...json.repairs, "surplus_fields" as const]
    : json.repairs;
  return { ok: true, extraction: parsed.data, repairs };
}
