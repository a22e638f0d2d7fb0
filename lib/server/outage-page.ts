import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const askAgainSeconds = 5;

/** Only when the database is back: a page that reloads all the time is no page for somebody who has it read aloud. */
const script = `setInterval(async () => {
  const answer = await fetch("/api/health/ready").catch(() => null);
  const { dependencies = [] } = (await answer?.json().catch(() => null)) ?? {};
  if (dependencies.some(({ name, status }) => name === "database" && status === "ok")) location.reload();
}, ${askAgainSeconds * 1000});`;
const scriptHash = createHash("sha256").update(script).digest("base64");

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Database away · Triage Gateway</title>
<style>
:root { color-scheme: light dark }
a { color: inherit }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem }
h1 { font-size: 1.25rem }
</style>
</head>
<body>
<main>
<h1>The database does not answer</h1>
<p>Pages come back by themselves when it does; nobody is signed out. Tickets sent to the API are still answered, and are
kept until they can be stored.</p>
<p><a href="">Try again</a></p>
</main>
<script>${script}</script>
</body>
</html>
`;

/** Addresses that need the database to say anything: all but the API, which answers itself, files and the docs. */
const isPage = (target: string) =>
  !/^\/(?:api|_next|docs)(?:[/?]|$)/.test(target) && !/\.\w+(?:\?|$)/.test(target);

const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": [
    "default-src 'none'",
    `script-src 'sha256-${scriptHash}'`,
    "style-src 'unsafe-inline'",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cache-control": "no-store",
  "retry-after": String(askAgainSeconds),
};

/** While the database is away, what fails inside Next failed for that reason, and passes. */
function tellWhy(response: ServerResponse, isAway: () => boolean): void {
  const { writeHead } = response;
  const writeTruth = (status: number, ...rest: unknown[]): unknown => {
    if (status !== 500 || !isAway()) return Reflect.apply(writeHead, response, [status, ...rest]);
    response.setHeader("retry-after", headers["retry-after"]);
    return Reflect.apply(writeHead, response, [503, ...rest]);
  };
  Reflect.set(response, "writeHead", writeTruth);
}

/** Answers for pages while the database is away, at once and with 503. */
export function duringOutages(handler: Handler, isAway: () => boolean): Handler {
  return async (request, response) => {
    if (isAway() && isPage(request.url ?? "")) {
      response.writeHead(503, headers);
      response.end(request.method === "HEAD" ? undefined : page);
      return;
    }
    if (isPage(request.url ?? "")) tellWhy(response, isAway);
    await handler(request, response);
  };
}
