import type { RemovedKind } from "#lib/contracts/redaction.ts";
import { isExpression, isPlainWord, isStandIn, looksChosen, looksRandom } from "./value-shape.ts";

/**
 * How sure a text is that a value follows the name: `=`, quotes and mark-up say so, behind a colon a sentence may go
 * on, and a mere space or "is" says nothing.
 */
export type Tie = "assigned" | "said" | "beside";

export interface NamedValue {
  kind: RemovedKind;
  /** Source of an expression for the end of a name: `DB_PASSWORD` ends as `password` does. Case does not matter. */
  name: string;
  isCased?: boolean;
  fits(value: string, tie: Tie): boolean;
}

const isValue = (value: string) => !isStandIn(value) && !isPlainWord(value) && !isExpression(value);

const anyPassword: NamedValue["fits"] = (value, tie) =>
  isValue(value) && (tie === "assigned" || (tie === "said" ? value.length >= 3 : looksChosen(value)));
const longerThanAWord: NamedValue["fits"] = (value, tie) =>
  tie === "assigned"
    ? isValue(value) &&
      value.length >= 6 &&
      (looksChosen(value) || looksRandom(value) || /^\w{6,}$/.test(value))
    : isValue(value) && looksRandom(value);
/** `secret "shop-tls-x7k2p" not found` names an object of Kubernetes. */
const notAReference: NamedValue["fits"] = (value, tie) =>
  longerThanAWord(value, tie) && (tie !== "beside" || /^[A-Za-z\d+/=_:]{8,}$/.test(value));
/** A SID of Windows is a person's or a group's name there, and no session. */
const randomOnly: NamedValue["fits"] = (value) =>
  isValue(value) && looksRandom(value) && !/^S-1-\d/.test(value);
const digits =
  (least: number, most: number): NamedValue["fits"] =>
  (value) =>
    /^\d+$/.test(value) && value.length >= least && value.length <= most;

/** Names of secrets, the more telling ones first. */
export const secretNames: readonly NamedValue[] = [
  {
    kind: "password",
    name: "(?:pass(?:words?|wd|wort|phrase|code)|kennwort|contrase(?:ñ|n)a|mot de passe|(?<![a-z])senha|(?<=[a-z]{2,12}_|db|smtp|sql|redis|ftp|mail|root|admin)pass|(?<![a-z])pw)(?:[ _-]?(?:hash|digest|confirm(?:ation)?|again|new|old|\\d))?",
    fits: anyPassword,
  },
  {
    kind: "password",
    name: "(?<![a-z])(?:[a-z]{1,20}[_-]?)?pwd",
    fits: (value, tie) => !/^[/~.]/.test(value) && anyPassword(value, tie),
  },
  {
    kind: "password",
    // In capitals it is what a test did.
    name: "(?<![A-Za-z_])[Pp]ass",
    isCased: true,
    fits: (value, tie) => tie !== "beside" && isValue(value) && looksChosen(value),
  },
  { kind: "aws-key", name: "secret[ _-]?access[ _-]?key", fits: longerThanAWord },
  {
    kind: "api-key",
    name: "(?:api|access|private|encryption|signing|master|account|shared(?:[ _-]?access)?|storage|auth|service|client|app(?:lication)?|subscription|licen[cs]e|deploy|webhook|service[ _-]role|ingest(?:ion)?)[ _.-]?key",
    fits: longerThanAWord,
  },
  {
    kind: "secret",
    name: "(?:secret(?:[ _-]?key(?:[ _-]?base)?)?|credentials?|passkey)",
    fits: notAReference,
  },
  {
    kind: "session-id",
    name: "(?:session(?:[ _-]?id|[ _-]?key)|jsessionid|phpsessid|asp\\.net_sessionid|connect\\.sid|(?<![a-z])sid|sessid|csrf(?:[ _-]?token)?|xsrf(?:[ _-]?token)?)",
    fits: randomOnly,
  },
  {
    kind: "token",
    name: "(?<!(?:unexpected|illegal|unrecognized|syntax) )(?:token|(?<![a-z])jwt|nonce)",
    fits: longerThanAWord,
  },
  { kind: "authorization", name: "(?<![a-z])(?:auth|authentication)", fits: randomOnly },
  {
    kind: "secret",
    name: "(?<![a-z])(?:pin(?:[ _-]?(?:code|number))?|otp|one[ -]time (?:code|password)|(?:2fa|mfa|totp|verification|security|sms)[ _-]?code)",
    fits: digits(4, 10),
  },
  { kind: "secret", name: "(?<![a-z])(?:cvv2?|cvc2?|cvn)", fits: digits(3, 4) },
];

const wholeNames = [
  ...secretNames,
  { kind: "cookie", name: "(?:set-)?cookies?", fits: isValue },
  { kind: "authorization", name: "authorization", fits: isValue },
] satisfies readonly NamedValue[];
const wholePatterns = wholeNames.map((named) => ({
  ...named,
  pattern: new RegExp(`(?:${named.name})$`, named.isCased ? "" : "i"),
}));

/** What the value of an entry is that has this name, blanks and all; null when the name says nothing. */
export function wholeValueKind(name: string, value: string): RemovedKind | null {
  const known = wholePatterns.find(
    ({ pattern, fits }) => pattern.test(name.slice(-100)) && fits(value, "assigned"),
  );
  return known?.kind ?? null;
}
