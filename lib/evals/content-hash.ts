import { createHash } from "node:crypto";

/** Short hash of a value as JSON, in hexadecimal; the order of object keys matters. */
export const contentHash = (value: unknown, characters = 12): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, characters);
