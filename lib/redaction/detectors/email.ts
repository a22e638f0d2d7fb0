import type { Finding } from "../finding.ts";

const mark = /@|%40/g;
const localCharacter = /[\p{L}\p{M}\p{N}.!#$&'*+/=?^_`{|}~-]/u;
const domain = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,62}\.[\p{L}\p{N}]){1,8}[\p{L}\p{M}\p{N}-]{1,40}/uy;
/** Letters alone; what hangs on it by a hyphen is the sentence's. */
const topLevelDomain = /\.(?:xn--[a-z0-9]{2,40}|\p{L}[\p{L}\p{M}]{1,24}(?![\p{L}\p{N}]))(?=[^.]*$)/u;
const longestLocal = 64;

/** Ends of a name that files have and domains do not: `icon@2x.png` is a picture. */
const fileEnding =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|js|mjs|cjs|jsx|ts|tsx|css|scss|map|json|html?|php|vue|wasm|ttf|woff2?|txt|log|ya?ml|xml|java|kt|go|rb|dll|exe|so|jar)$/i;
/** Accounts of machines that stand before a host: `git@github.com:org/repo`. */
const machineAccount = /^git$/i;

/** Where the part before the `@` begins; what only encloses or escapes it stays outside. */
function localStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestLocal && localCharacter.test(text[start - 1] ?? "")) start--;
  const local = text.slice(start, at);
  const enclosing = /^[^\p{L}\p{N}_+]{0,64}/u.exec(local)?.[0].length ?? 0;
  // `name=jane@…`, `/users/jane@…`, `{to:'jane@…`: addresses hardly ever hold these, texts do all the time.
  const separator = Math.max(
    local.lastIndexOf("="),
    local.lastIndexOf("/"),
    local.lastIndexOf("'"),
    local.lastIndexOf("&"),
    local.lastIndexOf("?"),
    local.lastIndexOf("|"),
  );
  const from = Math.max(start + enclosing, separator + 1 + start);
  // The letter of an escape: `\njane@…`.
  const escaped = text[from - 1] === "\\" && /[nrt]/.test(text[from] ?? "") ? 1 : 0;
  return from + escaped;
}

/** What stands between `://` and the host is a user's name or a password, and the host has to stay. */
const isUserOfUrl = (text: string, start: number) =>
  /:\/\/[^\s/"'<>]{0,110}$/.test(text.slice(Math.max(0, start - 114), start));

/** E-mail addresses, in any script and in URL encoding. */
export function findEmails(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const { 0: sign, index } of text.matchAll(mark)) {
    const start = localStart(text, index);
    domain.lastIndex = index + sign.length;
    const host = domain.exec(text)?.[0];
    if (host === undefined || start === index) continue;
    const topLevel = topLevelDomain.exec(host)?.[0];
    if (isUserOfUrl(text, start)) continue;
    if (topLevel === undefined || fileEnding.test(host) || machineAccount.test(text.slice(start, index)))
      continue;
    const end = index + sign.length + host.lastIndexOf(".") + topLevel.length;
    findings.push({ start, end, kind: "email" });
  }
  return findings;
}
