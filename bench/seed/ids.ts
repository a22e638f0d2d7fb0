/** Crockford's base 32 as in TypeID. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function encode(value: number, characters: number): string {
  let text = "";
  let rest = value;
  for (let place = 0; place < characters; place++) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/**
 * The id of something made at a moment: a UUIDv7 in base 32, as `systemRuntime.newId` makes it, with a counter in the
 * place of its random bits. Sorts by moment, then by counter.
 */
export function idAt(prefix: string, atMs: number, counter: number): string {
  // "e008": version 7, variant 2.
  return `${prefix}_${encode(atMs, 10)}e008${encode(counter, 12)}`;
}
