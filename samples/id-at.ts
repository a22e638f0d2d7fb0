import { base32, idTime } from "#lib/core/id-time.ts";

/**
 * The id of something made at a moment: a UUIDv7 in base 32, as `systemRuntime.newId` makes it, with a counter in the
 * place of its random bits. Sorts by moment, then by counter.
 */
export function idAt(prefix: string, atMs: number, counter: number): string {
  // "e008": version 7, variant 2.
  return `${prefix}_${idTime(atMs)}e008${base32(counter, 12)}`;
}
