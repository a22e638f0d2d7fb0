import { type StatsFilter, type StatsSplit, statsFilters, statsQuerySchema } from "#lib/contracts/stats.ts";

const dayMs = 86_400_000;

/** Windows that end now, by the word in the address. */
export const ranges = {
  "24h": { name: "24 hours", ms: dayMs },
  "7d": { name: "7 days", ms: 7 * dayMs },
  "14d": { name: "14 days", ms: 14 * dayMs },
  "30d": { name: "30 days", ms: 30 * dayMs },
  "90d": { name: "90 days", ms: 90 * dayMs },
  "12mo": { name: "12 months", ms: 365 * dayMs },
} as const;
export type Range = keyof typeof ranges;

export const rangeNames = Object.keys(ranges) as Range[];

/** What the dashboard shows; all of it stands in the address. */
export interface DashboardState {
  /** Ends now; "custom" has its own ends. */
  range: Range | "custom";
  from: string | null;
  to: string | null;
  by: StatsSplit;
  /** null: the viewer's own zone. */
  tz: string | null;
  filters: Partial<Record<StatsFilter, string>>;
}

const shape = statsQuerySchema.shape;

/** The state of an address; what means nothing is left out, so that an old link still opens. */
export function stateOf(params: URLSearchParams): DashboardState {
  const read = <Value>(
    name: string,
    schema: { safeParse(value: unknown): { success: boolean; data?: Value } },
  ) => {
    const given = params.get(name);
    const parsed = given === null ? null : schema.safeParse(given);
    return parsed?.success ? (parsed.data ?? null) : null;
  };
  const [from, to] = [
    read<string | undefined>("from", shape.from) ?? null,
    read<string | undefined>("to", shape.to) ?? null,
  ];
  const custom = from !== null && to !== null && Date.parse(from) < Date.parse(to);
  const range = params.get("range");
  const filters = statsFilters.flatMap((name) => {
    const value = read<string | undefined>(name, shape[name]);
    return value ? [[name, value]] : [];
  });
  return {
    range: custom ? "custom" : (rangeNames.find((name) => name === range) ?? "7d"),
    from: custom ? from : null,
    to: custom ? to : null,
    by: read<StatsSplit | undefined>("by", shape.by) ?? "model",
    tz: params.has("tz") ? (read<string>("tz", shape.tz) ?? null) : null,
    filters: Object.fromEntries(filters),
  };
}

/** The address of a state; the same state always gives the same text. */
export function addressOf({ range, from, to, by, tz, filters }: DashboardState): string {
  const params = new URLSearchParams();
  if (range === "custom" && from !== null && to !== null) {
    params.set("from", from);
    params.set("to", to);
  } else if (range !== "7d") params.set("range", range);
  if (by !== "model") params.set("by", by);
  if (tz !== null) params.set("tz", tz);
  for (const name of statsFilters) {
    const value = filters[name];
    if (value) params.set(name, value);
  }
  const text = params.toString();
  return text === "" ? "/dashboard" : `/dashboard?${text}`;
}

/** The window of a state at a moment; a window that ends now begins at a full hour. */
export function windowOf(state: DashboardState, now: number): { from: string; to: string } {
  if (state.from !== null && state.to !== null) return { from: state.from, to: state.to };
  const { ms } = ranges[state.range === "custom" ? "7d" : state.range];
  const from = Math.floor((now - ms) / 3_600_000) * 3_600_000;
  return { from: new Date(from).toISOString(), to: new Date(now).toISOString() };
}
