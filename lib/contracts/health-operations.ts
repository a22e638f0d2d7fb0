import { z } from "zod";
import { livenessSchema, readinessSchema } from "./health.ts";
import { define, type Operation } from "./operation.ts";

export const getLivenessOperation = define({
  method: "GET",
  path: "/api/health/live",
  id: "getLiveness",
  summary: "Is the process up",
  scope: null,
  answer: livenessSchema,
  success: "The process answers",
});

export const getReadinessOperation = define({
  method: "GET",
  path: "/api/health/ready",
  id: "getReadiness",
  summary: "Can the gateway do its work, and how well",
  description:
    "200 when it can answer, if only degraded, as without its database or with a model's circuit breaker open; 503 when it cannot. Names each dependency and the breaker of each configured model.",
  scope: null,
  answer: readinessSchema,
  success: "Ready",
  alsoAnswers: { status: 503, meaning: "Not ready; the dependencies say why" },
});

export const getMetricsOperation = define({
  method: "GET",
  path: "/api/metrics",
  id: "getMetrics",
  summary: "Read what this process counts and measures, for Prometheus",
  description:
    "Prometheus text format: triages by path and tier with their time, model calls by outcome and purpose, tokens and cost, cache hits, joins, degradations by reason, queues, dead letters, breakers, slots, journal, callbacks, requests, and the process itself. Labels come from closed lists and from the configuration, never from a ticket. Each replica answers for itself; queues are the same for all of them. Answers also while the database is away, without the queues.",
  scope: "metrics:read",
  answer: z.string().meta({ examples: ['triage_degraded_total{reason="timeout"} 0'] }),
  success: "The metrics",
  answerType: "text/plain",
});

/** Operations that tell monitoring how this process is. */
export const healthOperations: readonly Operation[] = [
  getLivenessOperation,
  getReadinessOperation,
  getMetricsOperation,
];
