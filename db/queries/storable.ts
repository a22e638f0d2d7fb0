import { storable } from "../../lib/contracts/text.ts";

/**
 * A copy in which every string can be stored; what models write is not checked at the door as requests are. The
 * casts are safe because strings stay strings and the shape of arrays and plain objects is kept.
 */
export function storableDeep<Value>(value: Value): Value {
  if (typeof value === "string") return storable(value) as Value & string;
  if (Array.isArray(value)) return value.map(storableDeep) as Value & unknown[];
  if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const entries = Object.entries(value).map(([key, item]) => [storable(key), storableDeep(item)]);
    return Object.fromEntries(entries) as Value & object;
  }
  return value;
}
