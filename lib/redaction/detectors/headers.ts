import type { Finding } from "../finding.ts";

/** A header's name up to the first character of its value; the quote that encloses both may stand before it. */
const authorization =
  /(?:proxy-|x-)?authorization\\{0,3}["'\]]?\s{0,3}(?:=>|[:=,])\s{0,3}\\{0,3}["']?\s{0,3}/gi;
const cookie =
  /(?<![a-z])(?:set-)?cookies?2?\\{0,3}["'\]]?\s{0,3}(?:=>|[:=,])\s{0,3}\\{0,3}["'[]?\s{0,3}(?=[\w.!#$%&'*+^`|~-]{1,100}=)/gi;

/** Schemes with one word behind them, and schemes with parameters up to the end of the line. */
const oneWord =
  /(?:bearer|basic|token|apikey|api-key|negotiate|ntlm|jwt|splunk|key|bot|genie\w{0,10})[ \t]+\\{0,3}["']?([^\s"',;\\]{1,8000})/iy;
const parameters =
  /(?:digest|aws4-hmac-sha256|oauth|hawk|sharedkey(?:lite)?|signature|hmac[\w-]{0,20}|scram[\w-]{0,20}|mac)[ \t]+[^\n\r]{1,8000}/iy;
const bare = /[^\s"',;\\]{8,8000}/y;

/** Without the header's name: a token, and what is base64 of `user:password`. */
const looseBearer = /(?<![a-z])bearer[ \t]{1,3}(?<value>(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{8,8000}={0,2})/dgi;
const looseBasic = /(?<![a-z])basic[ \t]{1,3}(?<value>[A-Za-z0-9+/]{8,2000}={0,2})/dgi;

const matchAt = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

function authorizationAt(text: string, at: number): Finding | null {
  const word = matchAt(oneWord, text, at);
  if (word) {
    const value = word[1] ?? "";
    const end = at + word[0].length;
    return /^\[[a-z-]{1,30}-\d/.test(value)
      ? null
      : { start: end - value.length, end, kind: "authorization" };
  }
  const many = matchAt(parameters, text, at);
  if (many) return { start: at, end: at + many[0].length, kind: "authorization" };
  const value = matchAt(bare, text, at)?.[0] ?? "";
  return /\d/.test(value) && !value.startsWith("[")
    ? { start: at, end: at + value.length, kind: "authorization" }
    : null;
}

/** Up to the quote that was open where the header began, else to the end of the line. */
function cookieAt(text: string, start: number, at: number): Finding {
  const before =
    /["'`]/.exec(text[start - 1] ?? "")?.[0] ?? /["'`]/.exec(text.slice(start, at).slice(-4))?.[0];
  const line = /[^\n\r]{0,16000}/y;
  const rest = matchAt(line, text, at)?.[0] ?? "";
  const quoted = before === undefined ? -1 : rest.indexOf(before);
  const escaped = rest.indexOf("\\n");
  const lengths = [quoted, escaped].filter((length) => length > 0);
  return { start: at, end: at + Math.min(rest.length, ...lengths), kind: "cookie" };
}

const decodesToCredentials = (value: string) =>
  /^[\x20-\x7e]{1,200}:[\x20-\x7e]*$/.test(Buffer.from(value, "base64").toString("latin1"));

/** Values of the headers that let their bearer in, in HTTP dumps, commands, JSON and prose. */
export function findHeaders(text: string): Finding[] {
  const findings: Finding[] = [];
  for (const match of text.matchAll(authorization)) {
    const finding = authorizationAt(text, match.index + match[0].length);
    if (finding) findings.push(finding);
  }
  let seen = 0;
  for (const match of text.matchAll(cookie)) {
    if (match.index < seen) continue;
    const finding = cookieAt(text, match.index, match.index + match[0].length);
    seen = finding.end;
    if (!/^\[cookie-\d/.test(text.slice(finding.start, finding.start + 20))) findings.push(finding);
  }
  for (const [pattern, accepts] of [
    [looseBearer, () => true],
    [looseBasic, decodesToCredentials],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const [start, end] = match.indices?.groups?.value ?? [0, 0];
      if (accepts(text.slice(start, end))) findings.push({ start, end, kind: "authorization" });
    }
  }
  return findings;
}
