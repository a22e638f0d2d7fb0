/** Crockford's base 32 as in TypeID. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A whole number in base 32, with zeros in front. */
export function base32(value: number, characters: number): string {
  let text = "";
  let rest = value;
  for (let place = 0; place < characters; place++) {
    text = `${alphabet[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** What ids made at a moment begin with: the 48 bits of a UUIDv7's time and the two before them are ten characters. */
export const idTime = (atMs: number): string => base32(Math.max(0, Math.floor(atMs)), 10);

/** The moment in the time of an id, in milliseconds; NaN when it is none. */
export function momentOfIdTime(text: string): number {
  const digits = [...text].map((character) => alphabet.indexOf(character));
  return digits.length === 10 && !digits.includes(-1)
    ? digits.reduce((sum, digit) => sum * 32 + digit, 0)
    : NaN;
}
