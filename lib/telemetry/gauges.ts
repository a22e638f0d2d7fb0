import { Gauge, type Registry } from "@prometheus-io/client";
import { breakerStateNames } from "#lib/contracts/trace.ts";
import type { GatewayState } from "#lib/services/gateway-state.ts";

const emptyBacklog = { due: 0, delayed: 0, active: 0, oldestDueSeconds: 0 };

interface GaugeOptions {
  /** Queues that people work through, empty ones too. */
  queues: readonly string[];
  deadLetterQueue: string;
}

/** What is measured when somebody asks, and not counted as it happens. */
export function createGauges(registry: Registry, { queues, deadLetterQueue }: GaugeOptions) {
  const registers = [registry];
  const databaseUp = new Gauge({
    name: "triage_database_up",
    help: "1 while the database answers.",
    registers,
  });
  const breakers = new Gauge({
    name: "triage_breaker_state",
    help: "State of each model's circuit breaker in this process: 1 for the one it is in.",
    labelNames: ["model", "state"],
    registers,
  });
  const slots = new Gauge({
    name: "triage_model_slots",
    help: "Operations of this process that ask models (in_use) and those that wait for their turn (waiting).",
    labelNames: ["state"],
    registers,
  });
  const slotLimits = new Gauge({
    name: "triage_model_slots_limit",
    help: "Most that there may be of them.",
    labelNames: ["state"],
    registers,
  });
  const journal = new Gauge({
    name: "triage_journal_entries",
    help: "Answers of this process that wait for the database.",
    registers,
  });
  const backlog = new Gauge({
    name: "triage_queue_jobs",
    help: "Queue depth over all replicas, each of which reports it: due (could be taken now), delayed, active. Absent while the database is away.",
    labelNames: ["queue", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "triage_queue_oldest_due_seconds",
    help: "How long the oldest due job of a queue has waited.",
    labelNames: ["queue"],
    registers,
  });
  const deadLetters = new Gauge({
    name: "triage_dead_letters",
    help: "Jobs that nobody works on any more, for people to look at.",
    registers,
  });

  return {
    set(state: GatewayState): void {
      databaseUp.set(state.databaseUp ? 1 : 0);
      for (const { model, state: current } of state.breakers) {
        for (const name of breakerStateNames) {
          breakers.set({ model, state: name }, name === current ? 1 : 0);
        }
      }
      slots.set({ state: "in_use" }, state.slots.held);
      slots.set({ state: "waiting" }, state.slots.waiting);
      slotLimits.set({ state: "in_use" }, state.slots.limits.concurrent);
      slotLimits.set({ state: "waiting" }, state.slots.limits.waiting);
      journal.set(state.journalled ?? 0);
      // A depth of a while ago would be taken for today's.
      backlog.reset();
      oldest.reset();
      deadLetters.remove();
      if (state.backlogs) setBacklogs(state.backlogs);
    },
  };

  function setBacklogs(backlogs: NonNullable<GatewayState["backlogs"]>): void {
    const found = new Map(backlogs.map((one) => [one.queue, one]));
    for (const queue of queues) {
      const { due, delayed, active, oldestDueSeconds } = found.get(queue) ?? emptyBacklog;
      backlog.set({ queue, state: "due" }, due);
      backlog.set({ queue, state: "delayed" }, delayed);
      backlog.set({ queue, state: "active" }, active);
      oldest.set({ queue }, oldestDueSeconds);
    }
    const dead = found.get(deadLetterQueue);
    deadLetters.set(dead ? dead.due + dead.delayed : 0);
  }
}
