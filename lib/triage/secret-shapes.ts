/** Shapes of secrets and personal data that no step may repeat, whatever the ticket holds. */
const shapes = [
  /[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{12,}/,
  /\b(?:sk|pk|ghp|gho|ghs|github_pat|glpat|xox[abpr]|AIza)[-_][\w-]{10,}/,
  /\beyJ[\w-]{8,}\.[\w-]{4,}/,
  /-----BEGIN [A-Z ]{3,40}-----/,
  /\b(?:password|passwort|passwd|pwd|kennwort|secret|token|api[ _-]?key|pin|bearer)\s{0,3}[:=]\s{0,3}\S{3,}/i,
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b/,
  /(?<![\d.-])(?:\d[ -]?){13,19}(?![\d.])/,
  /(?<![\w.:-])\+\d{1,3}[ ./()-]{0,2}(?:\d[ ./()-]{0,2}){7,12}(?!\w)/,
];

/** A short line up to the first secret in it. */
export function beforeSecret(line: string): string {
  const places = shapes.map((shape) => line.search(shape)).filter((place) => place >= 0);
  return line.slice(0, Math.min(line.length, ...places));
}

/** Does a short line hold what looks like a secret, an address or a number of a person? */
export function echoesSecret(line: string): boolean {
  return shapes.some((shape) => shape.test(line));
}
