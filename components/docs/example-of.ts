import { refName, type Schema } from "./openapi-document.ts";

const deepest = 8;

/**
 * A value as a schema describes it: its own example where it has one, else something of the right shape. Of an
 * object only what is required, unless `whole`: what a caller sends may be short, an answer is always complete.
 */
export function exampleOf(
  schema: Schema,
  schemas: Record<string, Schema>,
  { whole }: { whole: boolean },
  depth = 0,
): unknown {
  const example = (each: Schema) => exampleOf(each, schemas, { whole }, depth + 1);
  if (depth > deepest) return null;
  if (schema.examples?.[0] !== undefined) return schema.examples[0];
  const target = schemas[refName(schema) ?? ""];
  if (target) return example(target);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return example(choice);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(example));
  if (schema.properties) {
    const named = Object.entries(schema.properties).filter(
      ([name, property]) => whole || schema.required?.includes(name) || property.examples,
    );
    return Object.fromEntries(named.map(([name, property]) => [name, example(property)]));
  }
  return plain(schema, example);
}

function plain(schema: Schema, example: (schema: Schema) => unknown): unknown {
  switch ([schema.type].flat()[0]) {
    case "array":
      return schema.items
        ? Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => example(schema.items ?? {}))
        : [];
    case "integer":
    case "number":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "object":
      return {};
    case "string":
      return schema.format === "date-time" ? "2026-01-01T10:02:00.000Z" : "…";
    default:
      return null;
  }
}
