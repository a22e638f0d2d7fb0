import { findLatestCalibration } from "#db/queries/calibrations.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { ModelHealth } from "#lib/gateway/model-health.ts";
import type { CallModel } from "#lib/gateway/model-port.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import { createBreakers } from "#lib/models/circuit-breakers.ts";
import { createRedactor, detectors } from "#lib/redaction/redactor.ts";
import { createServiceContext } from "#lib/server/context.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { noObserver } from "#lib/services/observer.ts";
import type { Draw } from "#samples/draw.ts";
import { SampleClock } from "./sample-clock.ts";

/** What models of each kind take for an answer, in milliseconds: the middle and how far it spreads. */
const latencies = [
  { name: /large/, medianMs: 2_400, spread: 0.35 },
  { name: /./, medianMs: 900, spread: 0.4 },
];

/** Two weeks within half a minute keep a machine busy: a redaction may wait for its turn. */
const patientRedact = createRedactor({ detectors, limitMs: 60_000 });

/** A simulated model answers at once; what a real one would have taken is added to the clock and to the call. */
function takingTime(callModel: CallModel, clock: SampleClock, draw: Draw): CallModel {
  return async (request) => {
    const outcome = await callModel(request);
    const latency = latencies.find(({ name }) => name.test(request.model));
    const isAnswer = outcome.outcome === "succeeded" || outcome.outcome === "invalid_output";
    const ms = isAnswer && latency ? draw.skewed(latency.medianMs, latency.spread) : draw.between(30, 250);
    clock.advance(ms);
    return { ...outcome, ms: outcome.ms + ms };
  };
}

/** Some hours in which one thing is true of the models; what is learnt about them is forgotten afterwards. */
export interface Spell {
  draw: Draw;
  health: ModelHealth;
  /** Jobs that were added for later. */
  jobs: NewJob[];
}

export const newSpell = (draw: Draw): Spell => ({
  draw,
  health: new ModelHealth(createBreakers(), systemRuntime),
  jobs: [],
});

/** The server's own context as it would have been at a moment of the past. */
export async function contextAt(atMs: number, actor: Actor, spell: Spell): Promise<ServiceContext> {
  const clock = new SampleClock(atMs, spell.draw);
  const ctx = createServiceContext({ actor, requestId: systemRuntime.newId("req") });
  return {
    ...ctx,
    runtime: clock,
    callModel: takingTime(ctx.callModel, clock, spell.draw),
    modelHealth: spell.health,
    // What was learnt a moment ago counts at once.
    calibration: () => findLatestCalibration(ctx.database),
    observer: noObserver,
    redact: patientRedact,
    jobs: {
      async add(_db, jobs) {
        spell.jobs.push(...jobs);
      },
    },
  };
}
