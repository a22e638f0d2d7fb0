import { setTimeout as delay } from "node:timers/promises";

/** What a soak asks for at one tick, chosen by its number so that every run does the same. */
export interface Target {
  url: string;
  headers: Record<string, string>;
  callbackUrl: string;
}

export interface TrafficReport {
  sent: number;
  /** How often each status was answered; `failed` where no answer came. */
  statuses: Map<string, number>;
  /** Ids of triages that were answered 202, each of which is told to the callback later. */
  queued: string[];
  /** Answers that should not have been given: what was asked, and what was said. */
  failures: string[];
  /** Of every request, from the tick at which it was due to the end of its answer. */
  latenciesMs: number[];
}

/** Letters, since digits differ between reports of the same incident. */
const letters = (index: number) =>
  [...index.toString(36)]
    .map((digit) => String.fromCharCode(97 + (Number.parseInt(digit, 36) % 26)))
    .join("");

const newTicket = (index: number) =>
  `Queue of ${letters(index)} ${letters(index * 7)} is stuck since the deploy, orders wait, reported by ops-${letters(index)}@example.com`;
const knownTicket = (index: number) =>
  `Disk of ${letters(100 + (index % 12))} is full, writes fail for all customers`;

async function ask(
  { url, headers, callbackUrl }: Target,
  index: number,
  seen: { triageId: string; ticketId: string },
) {
  const post = (body: object, more: Record<string, string> = {}) =>
    fetch(`${url}/api/v1/triage`, {
      method: "POST",
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    });
  const read = (path: string) => fetch(`${url}${path}`, { headers });
  switch (index % 10) {
    case 5:
    case 6:
      return await post({ text: knownTicket(index), service: "shop" });
    case 7:
      return await post({ text: newTicket(index), callbackUrl }, { prefer: "respond-async" });
    case 8: {
      const key = { "idempotency-key": `soak-${index}` };
      await (await post({ text: newTicket(index) }, key)).arrayBuffer();
      return await post({ text: newTicket(index) }, key);
    }
    case 9: {
      const paths = [
        "/api/v1/tickets?limit=50",
        `/api/v1/triage/${seen.triageId}/trace`,
        `/api/v1/tickets/${seen.ticketId}`,
        "/api/openapi.json",
        "/sign-in",
        "/api/v1/nothing",
      ];
      return await read(paths[Math.floor(index / 10) % paths.length] ?? "/");
    }
    default:
      return await post({ text: newTicket(index) });
  }
}

/** Opens a stream of events, hears it for a while and hangs up. */
async function listenFor({ url, headers }: Target, ms: number): Promise<void> {
  const stream = await fetch(`${url}/api/v1/events`, { headers, signal: AbortSignal.timeout(ms) });
  try {
    for await (const _chunk of stream.body ?? []);
  } catch {
    // Hung up, as was meant.
  }
}

/** Begins a request at every tick, whether or not those before have been answered, until it is told to stop. */
export function sendSteadily(
  target: Target,
  ratePerSecond: number,
  stop: AbortSignal,
): { inFlight(): number; ended: Promise<TrafficReport> } {
  const report: TrafficReport = { sent: 0, statuses: new Map(), queued: [], failures: [], latenciesMs: [] };
  const seen = { triageId: "tri_00000000000000000000000000", ticketId: "tkt_00000000000000000000000000" };
  const open = new Set<Promise<void>>();
  const count = (status: string) => report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);

  async function one(index: number): Promise<void> {
    const begunMs = performance.now();
    try {
      const response = await ask(target, index, seen);
      const body = await response.text();
      count(String(response.status));
      if (response.status >= 500) {
        report.failures.push(`request ${index}, ${response.url}: ${response.status} ${body.slice(0, 300)}`);
      }
      if (response.status === 202) report.queued.push((JSON.parse(body) as { id: string }).id);
      if (response.status === 200 && body.startsWith('{"id":"tri_')) {
        const { id, ticketId } = JSON.parse(body) as { id: string; ticketId: string };
        Object.assign(seen, { triageId: id, ticketId });
      }
    } catch (error) {
      count("failed");
      report.failures.push(`request ${index}: ${error instanceof Error ? error.message : error}`);
    }
    report.latenciesMs.push(performance.now() - begunMs);
  }

  return { inFlight: () => open.size, ended: send() };

  async function send(): Promise<TrafficReport> {
    const begunMs = performance.now();
    while (!stop.aborted) {
      const index = report.sent++;
      const asked = one(index).finally(() => open.delete(asked));
      open.add(asked);
      if (index % (ratePerSecond * 15) === 0) void listenFor(target, 10_000).catch(() => {});
      const nextMs = begunMs + (report.sent * 1_000) / ratePerSecond;
      await delay(Math.max(0, nextMs - performance.now()), undefined, { signal: stop }).catch(() => {});
    }
    await Promise.all(open);
    return report;
  }
}
