import type { Parameter } from "./openapi-document.ts";

export interface Call {
  method: string;
  /** As OpenAPI writes it, with `{name}` for path parameters. */
  path: string;
  parameters: readonly Parameter[];
  values: Readonly<Record<string, string>>;
  body: string | null;
  /** Empty: the session of the browser is used. */
  apiKey: string;
}

export interface Answered {
  status: number;
  statusText: string;
  requestId: string | null;
  durationMs: number;
  body: string;
}

/** The address of a call: path parameters filled in, query parameters that have a value appended. */
export function addressOf({
  path,
  parameters,
  values,
}: Pick<Call, "path" | "parameters" | "values">): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ""));
  const query = new URLSearchParams(
    parameters.flatMap(({ name, in: place }) =>
      place === "query" && values[name] ? [[name, values[name]]] : [],
    ),
  );
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/** The header parameters that have a value. */
export function headersOf({
  parameters,
  values,
}: Pick<Call, "parameters" | "values">): Record<string, string> {
  return Object.fromEntries(
    parameters.flatMap(({ name, in: place }) =>
      place === "header" && values[name] ? [[name, values[name]]] : [],
    ),
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** Sends a call as it stands, wrong ones too: their answers are part of the documentation. */
export async function sendCall(call: Call): Promise<Answered> {
  const startedMs = performance.now();
  const response = await fetch(addressOf(call), {
    method: call.method,
    body: call.body,
    credentials: call.apiKey ? "omit" : "same-origin",
    headers: {
      ...headersOf(call),
      ...(call.apiKey ? { authorization: `Bearer ${call.apiKey}` } : {}),
      ...(call.body === null ? {} : { "content-type": "application/json" }),
    },
  });
  const body = await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    requestId: response.headers.get("x-request-id"),
    durationMs: performance.now() - startedMs,
    body: pretty(body),
  };
}
