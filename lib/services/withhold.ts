import { cardSchemaVersion } from "#lib/contracts/triage.ts";
import { policyVersionOf } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "./context.ts";
import type { Judgement } from "./judge.ts";

const reason = "the text could not be checked for secrets and personal data";

/** The card of a text that nobody may read: it says nothing about the text and asks a human. */
export function judgementOfWithheld({ policy }: Pick<ServiceContext, "policy">): Judgement {
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
    origin: {
      path: "rules",
      degraded: true,
      degradedReason: "redaction",
      tier: null,
      model: null,
      promptVersion: null,
      policyVersion: policyVersionOf(policy),
      simulated: false,
    },
    review: { state: "pending", reasons: [reason] },
  };
}
