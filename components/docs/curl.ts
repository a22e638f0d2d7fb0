interface CurlInput {
  origin: string;
  method: string;
  path: string;
  /** Whether the operation asks for a key. */
  needsKey: boolean;
  body: unknown;
}

/** In single quotes a POSIX shell reads everything as it stands, but the quote itself. */
const quoted = (words: string) => `'${words.replaceAll("'", `'\\''`)}'`;

/** A command that does the call from a terminal; the key comes from the variable TRIAGE_KEY. */
export function curlCommand({ origin, method, path, needsKey, body }: CurlInput): string {
  const address = quoted(`${origin}${path}`);
  return [
    method === "GET" ? `curl ${address}` : `curl -X ${method} ${address}`,
    needsKey ? `-H "Authorization: Bearer $TRIAGE_KEY"` : null,
    body === null ? null : `-H 'Content-Type: application/json'`,
    body === null ? null : `-d ${quoted(JSON.stringify(body))}`,
  ]
    .filter((part) => part !== null)
    .join(" \\\n  ");
}
