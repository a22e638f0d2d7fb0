import type { SimulatedUsage, Wire } from "./wire.ts";

/** One call as the simulator saw it. */
export interface CallRecord {
  ordinal: number;
  wire: Wire["name"] | "embeddings";
  model: string;
  /** The ticket found in the prompt, at most 2,000 characters. */
  ticket: string;
  /** The caller sent a key. */
  authorized: boolean;
  /** The request as it came. */
  request: unknown;
  fault: string | null;
  /** open: not answered yet. aborted: the caller hung up first. broken: the fault ended the connection. */
  state: "open" | "answered" | "aborted" | "broken";
  status: number | null;
  usage: SimulatedUsage | null;
  /** When the request had arrived, in milliseconds since 1970. */
  startedAtMs: number;
  ms: number | null;
}

const keptCalls = 500;

/** The last calls, and how many there were in all. */
export class CallLog {
  #calls: CallRecord[] = [];
  #total = 0;
  #waiting: (() => void)[] = [];

  open(call: Pick<CallRecord, "wire" | "model" | "ticket" | "authorized" | "request" | "fault">): CallRecord {
    this.#total += 1;
    const record: CallRecord = {
      ordinal: this.#total,
      ...call,
      state: "open",
      status: null,
      usage: null,
      startedAtMs: Date.now(),
      ms: null,
    };
    this.#calls.push(record);
    if (this.#calls.length > keptCalls) this.#calls.shift();
    return record;
  }

  close(record: CallRecord, state: "answered" | "aborted" | "broken", ms: number): void {
    if (record.state !== "open") return;
    record.state = state;
    record.ms = ms;
    if (this.#calls.some((call) => call.state === "open")) return;
    for (const done of this.#waiting.splice(0)) done();
  }

  calls(): readonly CallRecord[] {
    return this.#calls;
  }

  total(): number {
    return this.#total;
  }

  clear(): void {
    this.#calls = this.#calls.filter((call) => call.state === "open");
    this.#total = 0;
  }

  /** Resolves as soon as no call is open. */
  async idle(): Promise<void> {
    if (!this.#calls.some((call) => call.state === "open")) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
}
