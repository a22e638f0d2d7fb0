import type { DegradedReason } from "../contracts/vocabulary.ts";
import { type Attempt, type AttemptPorts, makeAttempt } from "./attempt.ts";
import { degradedReasonOf } from "./ladder.ts";
import type { ModelPrompt, ModelSuccess } from "./model-port.ts";
import { type Policy, wantsModel } from "./policy.ts";
import { planAttempts } from "./route.ts";
import type { TraceRecorder } from "./trace.ts";

/** Least time in which a model call is worth starting. */
const attemptMinimumMs = 50;

/**
 * How the reading of a ticket was obtained: by a model, or not, and then why. Every attempt made is listed.
 * `retryAfterMs` says how long to wait before it is worth trying again; null where nobody said.
 */
export type Obtained =
  | { by: "model"; attempt: Attempt & { outcome: ModelSuccess }; attempts: Attempt[] }
  | { by: "rules"; degradedReason: DegradedReason | null; retryAfterMs: number | null; attempts: Attempt[] };

const succeeded = (attempt: Attempt): attempt is Attempt & { outcome: ModelSuccess } =>
  attempt.outcome.outcome === "succeeded";

/**
 * Asks the planned models one after the other until one answers with a valid extraction, the plan ends or the
 * deadline is near. Without a model in the policy the rules engine is what the policy wants: no degradation.
 */
export async function obtainExtraction(
  operation: { policy: Policy; prompt: ModelPrompt; trace: TraceRecorder; signal: AbortSignal },
  ports: AttemptPorts,
): Promise<Obtained> {
  const { policy, prompt, trace, signal } = operation;
  const { startedMs } = trace;
  if (!wantsModel(policy)) return { by: "rules", degradedReason: null, retryAfterMs: null, attempts: [] };

  const attempts: Attempt[] = [];
  let endedMs = startedMs;
  for (const planned of planAttempts(policy)) {
    const nowMs = ports.runtime.elapsedMs();
    const leftMs = policy.deadlineMs - (nowMs - startedMs);
    if (leftMs < attemptMinimumMs || signal.aborted) break;
    const timeoutMs = Math.min(policy.attemptTimeoutMs, leftMs);
    const waitMs = attempts.length === 0 ? 0 : nowMs - endedMs;
    const attempt = await makeAttempt(
      planned,
      {
        ordinal: attempts.length + 1,
        purpose: attempts.length === 0 ? "first" : "fall_back",
        prompt,
        timeoutMs,
        waitMs,
        signal,
      },
      ports,
    );
    attempts.push(attempt);
    if (succeeded(attempt)) return { by: "model", attempt, attempts };
    endedMs = ports.runtime.elapsedMs();
  }
  const outcomes = attempts.map((attempt) => attempt.outcome.outcome);
  return { by: "rules", degradedReason: degradedReasonOf(outcomes), retryAfterMs: null, attempts };
}
