import type { RoutingCause, TraceEvent } from "#lib/contracts/trace.ts";

/** What a decision did, in a word or two. */
type Turn =
  | "Cheap first"
  | "Strong first"
  | "Rules read"
  | "Escalated"
  | "Passed over"
  | "Taken"
  | "Gave up"
  | "Reused"
  | "Joined"
  | "Split";

export interface RoutingStep {
  turn: Turn;
  /** The model it is about. */
  model: string | null;
  reason: string;
  causes: readonly RoutingCause[];
  /** The triage whose card was used. */
  triageId: string | null;
}

/** Signals by which a ticket goes to the strong tier, as people say them. */
export const causeNames: Record<RoutingCause, string> = {
  service: "named service",
  severity: "severity",
  category: "category",
  harm: "harm",
  long: "long text",
  mixed: "mixed text",
  steering: "steering text",
  low_confidence: "low confidence",
  unsupported: "unsupported claims",
  disagreement: "rules disagree",
};

/** What a decision of the trace means for who read the ticket; null for one that is about something else. */
function stepOf(event: TraceEvent): RoutingStep | null {
  const step = (turn: Turn, more: Partial<RoutingStep> = {}): RoutingStep => ({
    turn,
    model: null,
    reason: event.reason,
    causes: [],
    triageId: null,
    ...more,
  });
  switch (event.kind) {
    case "cache":
      return event.decision === "hit" ? step("Reused", { triageId: event.triageId }) : null;
    case "join":
      return step("Joined", { triageId: event.triageId });
    case "prompt":
      return event.percent > 0 ? step("Split") : null;
    case "route": {
      const [first] = event.order;
      if (!first) return step("Rules read");
      return step(first.tier === "cheap" ? "Cheap first" : "Strong first", { causes: event.causes });
    }
    case "escalate":
      return step("Escalated", { model: event.model, causes: event.causes });
    case "skip":
      return step("Passed over", { model: event.model });
    case "accept":
      return step("Taken", { model: event.model });
    case "degrade":
      return step("Gave up");
    default:
      return null;
  }
}

/** Who was asked to read a ticket and why, in order. */
export const routingSteps = (events: readonly TraceEvent[]): RoutingStep[] =>
  events.map(stepOf).filter((step) => step !== null);
