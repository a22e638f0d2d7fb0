import { accessOperations } from "./access-operations.ts";
import { auditOperations } from "./audit-operations.ts";
import { budgetOperations } from "./budget-operations.ts";
import { calibrationOperations } from "./calibration-operations.ts";
import { evalOperations } from "./eval-operations.ts";
import { healthOperations } from "./health-operations.ts";
import { knowledgeOperations } from "./knowledge-operations.ts";
import { limitOperations } from "./limit-operations.ts";
import { modelOperations } from "./models.ts";
import type { Operation } from "./operation.ts";
import { policyOperations } from "./policy-operations.ts";
import { promptOperations } from "./prompt-operations.ts";
import { reviewOperations } from "./review-operations.ts";
import { rulesOperations } from "./rules-operations.ts";
import { statsOperations } from "./stats-operations.ts";
import { systemOperations } from "./system-operations.ts";
import { ticketOperations } from "./ticket-operations.ts";
import { viewOperations } from "./view-operations.ts";
import { webhookOperations } from "./webhook-operations.ts";

/** A part of the API: one page of the documentation, one tag of the OpenAPI document. */
export interface OperationGroup {
  /** As addresses hold it. */
  id: string;
  name: string;
  operations: readonly Operation[];
}

/**
 * Every operation of the HTTP API, once. Route handlers take their schemas and scope from these entries and the
 * OpenAPI document is made from them, so neither can say something the other does not do. What runs in the browser takes
 * an operation from the file of its group: this one would bring all of them along.
 */
export const operationGroups: readonly OperationGroup[] = [
  {
    id: "triage",
    name: "Triage and tickets",
    operations: ticketOperations,
  },
  { id: "reviews", name: "Reviews", operations: reviewOperations },
  { id: "views", name: "Saved views", operations: viewOperations },
  { id: "stats", name: "Cost, speed and quality", operations: statsOperations },
  { id: "knowledge", name: "Runbooks", operations: knowledgeOperations },
  { id: "rules", name: "Rules", operations: rulesOperations },
  { id: "evals", name: "Evals", operations: evalOperations },
  { id: "calibration", name: "Calibration", operations: calibrationOperations },
  { id: "models", name: "Models", operations: modelOperations },
  { id: "policy", name: "Policy", operations: policyOperations },
  { id: "prompts", name: "Prompts", operations: promptOperations },
  { id: "budgets", name: "Budgets", operations: budgetOperations },
  { id: "limits", name: "Limits", operations: limitOperations },
  { id: "webhooks", name: "Webhooks", operations: webhookOperations },
  { id: "access", name: "Keys and people", operations: accessOperations },
  { id: "audit", name: "Audit log", operations: auditOperations },
  {
    id: "system",
    name: "Health and metrics",
    operations: [...healthOperations, ...systemOperations],
  },
];

export const operations: readonly Operation[] = operationGroups.flatMap((group) => group.operations);
