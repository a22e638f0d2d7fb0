import autocannon from "autocannon";

/** How a target answered under load. Times in milliseconds; all requests in, errors apart. */
export interface Measure {
  requestsPerSecond: number;
  p50: number;
  p90: number;
  p99: number;
  requests: number;
  failed: number;
}

export interface Target {
  url: string;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  /** The body of the next request; none for a GET. */
  body?: () => string;
}

const warmUpSeconds = 3;

async function load(
  { url, method, headers, body }: Target,
  connections: number,
  seconds: number,
): Promise<Measure> {
  const { pathname, origin } = new URL(url);
  const base = { method, path: pathname, headers: { "content-type": "application/json", ...headers } };
  const request = body
    ? { ...base, setupRequest: (given: object) => ({ ...base, ...given, body: body() }) }
    : base;
  const result = await autocannon({
    url: origin,
    connections,
    duration: seconds,
    timeout: 60,
    requests: [request],
  });
  return {
    requestsPerSecond: Math.round(result.requests.average * 10) / 10,
    p50: result.latency.p50,
    p90: result.latency.p90,
    p99: result.latency.p99,
    requests: result.requests.total,
    failed: result.errors + result.timeouts + result.non2xx,
  };
}

/** `connections` callers, each with its next request as soon as it has an answer; after a short warm-up. */
export async function measure(target: Target, connections: number, seconds: number): Promise<Measure> {
  await load(target, connections, Math.min(warmUpSeconds, seconds));
  return await load(target, connections, seconds);
}
