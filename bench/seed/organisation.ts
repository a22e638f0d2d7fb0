import type { Price } from "#lib/gateway/cost.ts";

/** The organisation whose year is made up: what it runs, who reports, which models it asks. */
export const services = [
  "checkout",
  "payments",
  "identity",
  "search",
  "catalogue",
  "notifications",
  "billing",
  "warehouse",
  "reporting",
  "gateway",
  "orders",
  "pricing",
  "returns",
  "loyalty",
  "fraud",
  "media",
  "support-desk",
  "mobile-api",
  "recommendations",
  "ledger",
  "delivery",
  "partner-api",
  "exports",
  "intranet",
] as const;

export const sources = ["alertmanager", "zendesk", "sentry", "grafana", "pagerduty", "e-mail"] as const;

export const teams = [
  "platform",
  "payments",
  "support",
  "data",
  "security",
  "storefront",
  "mobile",
  "logistics",
];

export const reviewers = [
  "Mara Lindqvist",
  "Tomas Okafor",
  "Ines Barros",
  "Yuki Hanada",
  "Piet Vermeer",
] as const;

export const customers = 2_000;

export const cheapModel = "openai:gpt-5-mini";
export const otherCheapModel = "compatible:llama3.3";
export const strongModel = "anthropic:claude-sonnet-4-5";

/** USD per million tokens. What runs in the own data centre has no price. */
export const prices: Readonly<Record<string, Price>> = {
  [cheapModel]: { input: 0.25, cacheRead: 0.025, output: 2 },
  [strongModel]: { input: 3, cacheRead: 0.3, cacheWrite: 3.75, output: 15 },
};

/** Prompts in the order in which they went live, with the share of the year at which each did. */
export const prompts = [
  { version: "triage-v1-7d1c02", from: 0.06 },
  { version: "triage-v2-9a44e1", from: 0.3 },
  { version: "triage-v3-1be870", from: 0.62 },
  { version: "triage-v4-c05f3d", from: 0.85 },
] as const;

export const policyVersions = ["pol_2c9e14", "pol_71aa03", "pol_e48d5b"] as const;
