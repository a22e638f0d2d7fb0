import { z } from "zod";
import { parseFault } from "./faults.ts";
import type { SimulatedUsage } from "./wire.ts";

const faultName = z.string().refine((name) => name === "none" || parseFault(name) !== null, "no such fault");

const count = z.int().min(0).default(0);
const usageSchema = z.strictObject({
  input: count,
  cached: count,
  cacheWrite: count,
  cacheWrite1h: count,
  output: count,
  reasoning: count,
});

/** One rule. The first rule that matches and has a fault left decides a call. */
export const ruleSchema = z.strictObject({
  match: z.strictObject({ model: z.string().optional(), textIncludes: z.string().optional() }).default({}),
  /** Taken in order, one for each matching call; `none` answers well. Used up: the rule has no say. */
  faults: z.array(faultName).default([]),
  /** Start again at the first fault instead of ending. */
  repeat: z.boolean().default(false),
  latencyMs: z.number().min(0).max(600_000).default(0),
  /** What is reported instead of what was counted. */
  usage: usageSchema.optional(),
});
export type Rule = z.input<typeof ruleSchema>;
export const scriptSchema = z.strictObject({ rules: z.array(ruleSchema) });

export interface Plan {
  fault: string | null;
  latencyMs: number;
  /** null: as counted. */
  usage: SimulatedUsage | null;
}

/**
 * A model's own name may carry its script: `sim--status-503--latency-200`. Everything after the first `--` counts.
 */
function planOfName(model: string): Plan {
  const plan: Plan = { fault: null, latencyMs: 0, usage: null };
  for (const part of model.split("--").slice(1)) {
    const latency = /^latency-(\d+)$/.exec(part)?.[1];
    if (latency) plan.latencyMs = Number(latency);
    else if (parseFault(part)) plan.fault = part;
  }
  return plan;
}

export class Script {
  #rules: { rule: z.output<typeof ruleSchema>; used: number }[] = [];

  set(rules: Rule[]): void {
    this.#rules = scriptSchema.parse({ rules }).rules.map((rule) => ({ rule, used: 0 }));
  }

  rules(): Rule[] {
    return this.#rules.map(({ rule }) => rule);
  }

  next(model: string, text: string): Plan {
    for (const entry of this.#rules) {
      const { match, faults, repeat, latencyMs, usage = null } = entry.rule;
      if (match.model !== undefined && match.model !== model) continue;
      if (match.textIncludes !== undefined && !text.includes(match.textIncludes)) continue;
      if (faults.length === 0) return { fault: null, latencyMs, usage };
      if (entry.used >= faults.length && !repeat) continue;
      const fault = faults[entry.used % faults.length];
      entry.used += 1;
      return { fault: fault === undefined || fault === "none" ? null : fault, latencyMs, usage };
    }
    return planOfName(model);
  }
}
