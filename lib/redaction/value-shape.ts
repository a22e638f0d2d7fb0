/** What a value looks like, judged by its characters alone. */

/** Words that stand where a value would and are none: states, types, and how a sentence goes on. */
const plainWords = new Set(
  (
    "a all already an and any are as at be been being but by can cannot change changed check could did do does empty error " +
    "expired expires failed failure false field fields for from had has have hidden if in incorrect input int integer " +
    "invalid is it its length locked mandatory masked mismatch missing must my n/a new nil no none not null number of off " +
    "ok on once only optional or our policy prompt protected provided redacted refresh rejected removed required reset " +
    "rotated secret set should so some string str text that the then there this to token true undefined unknown " +
    "unset until use used user valid value var was were when which will with wrong yes your password basic bearer " +
    "digest ldap oauth oauth2 saml kerberos default disabled enabled filtered omitted access"
  ).split(" "),
);

const standIn =
  /^(?:\[[a-z-]{1,30}-\d{1,6}\].{0,4}|\$\{.{0,200}|\$\(.{0,200}|\$[A-Za-z_]{1,60}|%[A-Za-z_]{1,60}%?|#\{.{0,200}|\{\{?.{0,200}|<[^>]{0,60}>?|[*•.·_-]{1,60}|x{3,60}|\[?(?:redacted|filtered|masked|hidden|removed|secret|omitted)\]?|env[.[(].{0,60}|process\.env.{0,80}|os\.(?:environ|getenv).{0,80})$/i;

/** Not a value but the place of one: a variable, a mask, a placeholder. */
export const isStandIn = (value: string) => value === "" || standIn.test(value);

export const isPlainWord = (value: string) => plainWords.has(value.toLowerCase());

/** Code that fetches the value: a call, or a member with the same purpose. */
export const isExpression = (value: string) =>
  /^[A-Za-z_$][\w$.]{0,80}\(/.test(value) ||
  /^[A-Za-z_$][\w$]{0,40}(?:\.[A-Za-z_$][\w$]{0,40}){1,5}$/.test(value);

const isPath = (value: string) => /^(?:\.{0,2}\/|[A-Za-z]:[\\/]|[a-z][a-z+]{1,10}:\/\/|~\/)/.test(value);

/** Made by a machine: letters and digits in one long word, or letters in a mix that no language has. */
export function looksRandom(value: string): boolean {
  if (value.length < 8 || /\s/.test(value) || isPath(value)) return false;
  const hasDigit = /\d/.test(value);
  const hasLetter = /[A-Za-z]/.test(value);
  if (hasDigit && hasLetter) return true;
  if (hasDigit) return /^\d{12,}$/.test(value);
  return (
    value.length >= 16 &&
    /[a-z]/.test(value) &&
    /[A-Z]/.test(value) &&
    !/^(?:[A-Z]?[a-z]{2,}){1,12}$/.test(value)
  );
}

/** Chosen by a person who had to use a digit or a sign. */
export const looksChosen = (value: string) =>
  value.length >= 6 &&
  !/\s/.test(value) &&
  !isPath(value) &&
  /[^A-Za-z'’-]/.test(value.replace(/[.,!?]$/, "")) &&
  !/^\d+(?:[.:%]\d*)*$/.test(value);
