import { cardSchemaVersion } from "#lib/contracts/triage.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { rulesVersionOf } from "#lib/triage/rules/rules-version.ts";
import type { Judged, Judgement } from "./judge.ts";
import type { Operation } from "./operation.ts";

const reason = "the text could not be checked for secrets and personal data";

/** What comes of a text that nobody may read. */
export function judgeWithheld(ctx: Pick<ServiceContext, "policy">, { own, trace }: Operation): Judged {
  trace.add({
    kind: "degrade",
    degradedReason: "redaction",
    retryAfterMs: null,
    reason: "nothing of the text may be read",
  });
  const judgement = judgementOfWithheld(ctx, rulesVersionOf(own));
  return { judgement, attempts: [], runbooks: [], savedNanoUsd: 0n, retryAfterMs: null };
}

/** The card says nothing about the text and asks a human. */
function judgementOfWithheld({ policy }: Pick<ServiceContext, "policy">, rulesVersion: string): Judgement {
  return {
    card: {
      schemaVersion: cardSchemaVersion,
      category: "unknown",
      severity: "P2",
      summary:
        "The text could not be checked for secrets and personal data. It was withheld: no model and no rule has read it, and it is not stored.",
      steps: [
        "Read the original where it came from and judge how urgent it is.",
        "Ask the sender to send it again, shorter and without credentials or personal data.",
        "Tell whoever runs the gateway that redaction failed; the log names the request.",
      ],
      confidence: 0,
      evidence: [],
      reasons: [`${reason}: nothing was read`],
    },
    facts: null,
    stepScores: null,
    calibration: null,
    origin: {
      path: "rules",
      degraded: true,
      degradedReason: "redaction",
      tier: null,
      model: null,
      promptVersion: null,
      policyVersion: policyVersionOf(policy, rulesVersion),
      simulated: false,
    },
    review: { state: "pending", reasons: [reason] },
  };
}
