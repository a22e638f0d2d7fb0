import { z } from "zod";

/** The parts of an OpenAPI 3.1 document that the page shows. */

export interface Schema {
  $ref?: string | undefined;
  type?: string | string[] | undefined;
  format?: string | undefined;
  description?: string | undefined;
  enum?: unknown[] | undefined;
  const?: unknown;
  default?: unknown;
  examples?: unknown[] | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  properties?: Record<string, Schema> | undefined;
  required?: string[] | undefined;
  items?: Schema | undefined;
  anyOf?: Schema[] | undefined;
  oneOf?: Schema[] | undefined;
  allOf?: Schema[] | undefined;
}

const schemaSchema: z.ZodType<Schema> = z.lazy(() =>
  z.object({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    format: z.string().optional(),
    description: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    const: z.unknown().optional(),
    default: z.unknown().optional(),
    examples: z.array(z.unknown()).optional(),
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    minItems: z.number().optional(),
    maxItems: z.number().optional(),
    properties: z.record(z.string(), schemaSchema).optional(),
    required: z.array(z.string()).optional(),
    items: schemaSchema.optional(),
    anyOf: z.array(schemaSchema).optional(),
    oneOf: z.array(schemaSchema).optional(),
    allOf: z.array(schemaSchema).optional(),
  }),
);

const contentSchema = z.record(z.string(), z.object({ schema: schemaSchema.optional() }));

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(["path", "query", "header", "cookie"]),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: schemaSchema.default({}),
});
export type Parameter = z.infer<typeof parameterSchema>;

const operationSchema = z.object({
  operationId: z.string(),
  tags: z.array(z.string()).default([]),
  summary: z.string().default(""),
  description: z.string().optional(),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z
    .record(z.string(), z.object({ description: z.string().default(""), content: contentSchema.optional() }))
    .default({}),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
});

const documentSchema = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default("") }),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaSchema).default({}) }).default({ schemas: {} }),
});

/** One operation with its address. */
export type DocumentedOperation = z.infer<typeof operationSchema> & { method: string; path: string };

export interface ApiDocument {
  title: string;
  version: string;
  description: string;
  operations: DocumentedOperation[];
  schemas: Record<string, Schema>;
}

/** Reads a document; throws when it is not OpenAPI, which is a fault of this build. */
export function readDocument(document: unknown): ApiDocument {
  const { info, paths, components } = documentSchema.parse(document);
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  );
  return { ...info, operations, schemas: components.schemas };
}

/** The scope that an operation asks of a key; null when it is open to everybody. */
export function scopeOf(operation: DocumentedOperation): string | null {
  return operation.security.flatMap((way) => Object.values(way).flat())[0] ?? null;
}

/** Name of the component that a schema points to. */
export function refName({ $ref }: Schema): string | null {
  return $ref?.split("/").at(-1) ?? null;
}

export function bodySchemaOf({ requestBody }: DocumentedOperation): Schema | null {
  return requestBody?.content["application/json"]?.schema ?? null;
}

/** The schemas among `schemas` that these operations name, and those that they name in turn; in their order. */
export function schemasOf(
  operations: readonly DocumentedOperation[],
  schemas: ApiDocument["schemas"],
): ApiDocument["schemas"] {
  const found = new Set<string>();
  const visit = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const name = key === "$ref" && typeof inner === "string" ? refName({ $ref: inner }) : null;
      if (name === null) visit(inner);
      else if (!found.has(name)) {
        found.add(name);
        visit(schemas[name]);
      }
    }
  };
  visit(operations);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
