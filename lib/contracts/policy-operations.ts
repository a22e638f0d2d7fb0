import { z } from "zod";
import { define, type Operation } from "./operation.ts";
import {
  policyActivateSchema,
  policyChangeSchema,
  policyHistorySchema,
  policyPreviewRequestSchema,
  policyPreviewSchema,
  policyStateSchema,
} from "./policy.ts";

export const getPolicyOperation = define({
  method: "GET",
  path: "/api/v1/policy",
  id: "getPolicy",
  summary: "Read the policy in force",
  scope: "admin",
  answer: policyStateSchema,
  success: "The policy, since when and by whom, and where it differs from the environment",
});

export const changePolicyOperation = define({
  method: "POST",
  path: "/api/v1/policy",
  id: "changePolicy",
  summary: "Change the policy",
  description:
    "Makes a version with the changed values and puts it in force, on every replica within seconds. With `basedOn`, only if that version is in force still. Other models, routing or call limits change what cards say: they need a green eval run of this very policy, or an override with a reason.",
  scope: "admin",
  body: policyChangeSchema,
  answer: policyStateSchema,
  success: "The policy now in force",
  alsoFails: ["conflict"],
});

export const policyHistoryOperation = define({
  method: "GET",
  path: "/api/v1/policy/history",
  id: "listPolicyHistory",
  summary: "List what was in force, newest first",
  scope: "admin",
  query: z.object({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  answer: policyHistorySchema,
  success: "A page of the history",
});

export const rollBackPolicyOperation = define({
  method: "POST",
  path: "/api/v1/policy/roll-back",
  id: "rollBackPolicy",
  summary: "Put a version in force again that was so before",
  description:
    "Always possible. Where the last eval run of what comes back missed gates, the audit trail says that they were overridden.",
  scope: "admin",
  body: policyActivateSchema,
  answer: policyStateSchema,
  success: "The policy now in force",
  alsoFails: ["not_found", "conflict"],
});

export const previewPolicyOperation = define({
  method: "POST",
  path: "/api/v1/policy/preview",
  id: "previewPolicy",
  summary: "See what a change of the policy, or a way back, needs",
  description: "Nothing is changed or stored.",
  scope: "admin",
  body: policyPreviewRequestSchema,
  answer: policyPreviewSchema,
  success: "Whether an eval run speaks for it, and what is missing",
});

/** Operations on the policy. */
export const policyOperations: readonly Operation[] = [
  getPolicyOperation,
  changePolicyOperation,
  policyHistoryOperation,
  rollBackPolicyOperation,
  previewPolicyOperation,
];
