import type { TraceEvent } from "#lib/contracts/trace.ts";
import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type WithoutTime<Stage> = Stage extends TriageStage ? Omit<Stage, "atMs"> : never;
type Untimed = WithoutTime<TriageStage>;

const sumOf = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

/** What a decision means to somebody who waits for a card; null for what is of no interest while one waits. */
export function stageOf(event: TraceEvent): Untimed | null {
  switch (event.kind) {
    case "redaction":
      return { stage: "redacted", removed: sumOf(event.removed) };
    case "cache":
      return { stage: "looked_up", decision: event.decision };
    case "join":
      return { stage: "looked_up", decision: "join" };
    case "wait":
      return { stage: "wait", ms: event.ms };
    case "escalate":
      return { stage: "second_reading", tier: event.tier };
    case "steps":
      return { stage: "steps", replaced: event.replaced.length };
    case "degrade":
      return { stage: "degraded", reason: event.reason };
    default:
      return null;
  }
}

/** The context in which a triage tells its stages as they happen; everybody else who looks goes on looking. */
export function watchStages(ctx: ServiceContext, tell: (stage: TriageStage) => void): ServiceContext {
  const { observer, runtime } = ctx;
  const begunMs = runtime.elapsedMs();
  const say = (stage: Untimed) => tell({ ...stage, atMs: Math.max(0, runtime.elapsedMs() - begunMs) });
  return {
    ...ctx,
    observer: {
      ...observer,
      decided: (event) => {
        observer.decided(event);
        const stage = stageOf(event);
        if (stage) say(stage);
      },
      known: (what) => {
        observer.known(what);
        say(what);
      },
      aroundCall: async (call, make) => {
        const { ordinal, target } = call;
        say({ stage: "model", call: ordinal, model: target.model, tier: target.tier });
        const made = await observer.aroundCall(call, make);
        if (made) say({ stage: "answered", call: ordinal, outcome: made.attempt.outcome.outcome });
        return made;
      },
    },
  };
}
