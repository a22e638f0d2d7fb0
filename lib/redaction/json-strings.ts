import type { Json } from "#lib/contracts/text.ts";

/** A string or number inside a JSON value, with the name that its place gives it. */
export interface Leaf {
  text: string;
  /** Key of the entry it is the value of; null for a key and for what has none. */
  name: string | null;
}

const nameKeys = ["name", "key", "header", "Name", "Key"];
const valueKeys = ["value", "Value"];

const isRecord = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The name that an entry of an object gives its value: its key, or in `{"name": …, "value": …}` what is the name there. */
function nameIn(record: Record<string, Json>, key: string): string {
  if (!valueKeys.includes(key)) return key;
  const named = nameKeys.map((candidate) => record[candidate]).find((value) => typeof value === "string");
  return typeof named === "string" ? named : key;
}

/** In a pair of strings, as lists of headers hold them, the first names the second. */
function nameInList(list: Json[], index: number, name: string | null): string | null {
  const [first] = list;
  return index === 1 && list.length === 2 && typeof first === "string" ? first : name;
}

/** A copy in which every key, string and number went through `replace`, each with its name, in the order of the value. */
function mapLeaves(value: Json, name: string | null, replace: (leaf: Leaf) => string): Json {
  if (typeof value === "string") return replace({ text: value, name });
  if (typeof value === "number") {
    const text = String(value);
    const replaced = replace({ text, name });
    return replaced === text ? value : replaced;
  }
  if (Array.isArray(value))
    return value.map((item, index) => mapLeaves(item, nameInList(value, index, name), replace));
  return isRecord(value) ? mapRecord(value, replace) : value;
}

/** As `mapLeaves`, for the object that metadata is. */
export function mapRecord(
  record: Record<string, Json>,
  replace: (leaf: Leaf) => string,
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      replace({ text: key, name: null }),
      mapLeaves(value, nameIn(record, key), replace),
    ]),
  );
}
