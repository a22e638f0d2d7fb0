import { z } from "zod";

/** Limits of the contract for what comes in, in characters (UTF-16 code units) and bytes. */
export const textMaxCharacters = 100_000;
const shortTextMaxCharacters = 200;
const metadataMaxBytes = 16 * 1024;
const metadataMaxDepth = 32;

/**
 * Makes a string storable: PostgreSQL holds neither NUL nor half of a surrogate pair. Both become U+FFFD, so that
 * something is visibly wrong at the right place instead of being lost.
 */
export function storable(value: string): string {
  return value.toWellFormed().replaceAll("\u0000", "\uFFFD");
}

export const ticketTextSchema = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1, "text must not be empty").max(textMaxCharacters))
  .meta({
    description: "The ticket, alert, log or stack trace",
    examples: ["502 on /checkout since 10:02, all regions"],
  });

export const shortText = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1).max(shortTextMaxCharacters));

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

function depthWithin(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return false;
    level = level.flatMap((item) => (typeof item === "object" && item !== null ? Object.values(item) : []));
  }
  return true;
}

function storableJson(value: unknown): Json {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [storable(key), storableJson(item)]),
    );
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  return null;
}

const isObject = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Free-form object that goes with a ticket; at most 16 KiB as JSON, at most 32 levels deep. */
export const metadataSchema = z
  .custom<Record<string, unknown>>(isObject, "must be an object")
  // At the innermost schema: the OpenAPI document describes what comes in.
  .meta({
    type: "object",
    additionalProperties: true,
    description: "Free-form object, at most 16 KiB as JSON",
  })
  .refine((value) => depthWithin(value, metadataMaxDepth), {
    message: `must be at most ${metadataMaxDepth} levels deep`,
    abort: true,
  })
  .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= metadataMaxBytes, {
    message: `must be at most ${metadataMaxBytes / 1024} KiB as JSON`,
  })
  .transform((value) => storableJson(value) as Record<string, Json>);
