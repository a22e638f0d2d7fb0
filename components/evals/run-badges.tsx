import { CircleCheck, CircleX, FlaskConical } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import type { EvalRun, EvalRunStatus } from "#lib/contracts/eval-run.ts";

const statusNames: Record<EvalRunStatus, string> = {
  queued: "Queued",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  interrupted: "Interrupted",
};

const statusTones = {
  queued: "accent",
  running: "accent",
  done: "neutral",
  failed: "danger",
  cancelled: "neutral",
  interrupted: "warn",
} as const;

/** Where a run stands: what its gates say once it is done, its state until then. */
export function RunState({ run }: { run: EvalRun }) {
  if (run.gateState === "passed") {
    return (
      <Badge tone="good">
        <CircleCheck aria-hidden />
        Gates passed
      </Badge>
    );
  }
  if (run.gateState === "missed") {
    const count = run.missedGates.length;
    return (
      <Badge tone={run.overridden ? "warn" : "danger"} title={run.missedGates.join("; ")}>
        <CircleX aria-hidden />
        {count === 1 ? "1 gate missed" : `${count} gates missed`}
        {run.overridden ? ", overridden" : null}
      </Badge>
    );
  }
  return <Badge tone={statusTones[run.status]}>{statusNames[run.status]}</Badge>;
}

/** A simulated model read cases: the scores show how the product works, not what a model can do. */
export function SimulatedBadge({ run }: { run: EvalRun }) {
  if (!run.simulated) return null;
  return (
    <Badge className="bg-simulated-soft! text-simulated!">
      <FlaskConical aria-hidden />
      Simulated model
    </Badge>
  );
}

/** Who read the texts: the engine with its models. */
export const readersOf = ({ engine, models }: Pick<EvalRun, "engine" | "models">): string =>
  models.length === 0 ? (engine === "auto" ? "auto: rules" : engine) : `${engine}: ${models.join(", ")}`;
