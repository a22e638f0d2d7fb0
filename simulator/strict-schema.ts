import { isRecord } from "./wire.ts";

/** Keywords OpenAI's structured outputs accept in strict mode, after its guide. */
const allowed = new Set([
  "type",
  "description",
  "enum",
  "const",
  "properties",
  "required",
  "additionalProperties",
  "items",
  "anyOf",
  "minItems",
  "maxItems",
  "minimum",
  "maximum",
  "pattern",
  "format",
  "$defs",
  "$ref",
]);

/** The first reason why a strict provider would refuse a schema; null when it would take it. */
export function strictSchemaProblem(schema: unknown, path = "$"): string | null {
  if (!isRecord(schema)) return `${path} is no schema`;
  const unknownKey = Object.keys(schema).find((key) => !allowed.has(key));
  if (unknownKey) return `${path}: '${unknownKey}' is not permitted`;
  if (schema.type === "object") {
    const names = Object.keys(isRecord(schema.properties) ? schema.properties : {});
    const required = Array.isArray(schema.required) ? schema.required : [];
    if (schema.additionalProperties !== false) return `${path}: additionalProperties must be false`;
    const optional = names.find((name) => !required.includes(name));
    if (optional) return `${path}: '${optional}' must be in required`;
  }
  const children: [string, unknown][] = [
    ...Object.entries(isRecord(schema.properties) ? schema.properties : {}),
    ...(schema.items === undefined ? [] : [["[]", schema.items] satisfies [string, unknown]]),
    ...(Array.isArray(schema.anyOf)
      ? schema.anyOf.map((item, index): [string, unknown] => [`|${index}`, item])
      : []),
  ];
  for (const [name, child] of children) {
    const problem = strictSchemaProblem(child, `${path}.${name}`);
    if (problem) return problem;
  }
  return null;
}
