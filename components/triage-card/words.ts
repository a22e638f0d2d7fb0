import type {
  Category,
  ConfidenceBand,
  DegradedReason,
  Environment,
  Path,
  ReviewState,
  Severity,
  TriageStatus,
} from "#lib/contracts/vocabulary.ts";

/** The vocabulary as pages say it. */

export const categoryNames: Record<Category, string> = {
  infra: "Infra",
  app: "App",
  data: "Data",
  security: "Security",
  unknown: "Unknown",
};

export const categoryMeanings: Record<Category, string> = {
  infra: "Hosts, network, DNS, certificates, disks, clusters, a vendor's outage",
  app: "Our code or its configuration: exceptions, regressions, wrong behaviour",
  data: "Wrong, missing, late or locked data; pipelines, migrations, backups",
  security: "Access, exposure, malware, abuse, a leaked secret",
  unknown: "The text does not say enough",
};

export const severityMeanings: Record<Severity, string> = {
  P0: "Wide or irreversible harm, now",
  P1: "A core function is badly impaired",
  P2: "Partial loss, or trouble ahead",
  P3: "Little or no effect on work",
};

export const statusNames: Record<TriageStatus, string> = { queued: "Queued", done: "Done", failed: "Failed" };

export const pathNames: Record<Path, string> = {
  model: "Model",
  cache: "Cache",
  rules: "Rules",
  human: "Human",
};

export const pathMeanings: Record<Path, string> = {
  model: "A model read the text; rules decided from the facts",
  cache: "The same incident was triaged before; its card was used again",
  rules: "The rules engine read the text",
  human: "A person decided",
};

export const reviewNames: Record<ReviewState, string> = {
  none: "No review",
  pending: "Needs review",
  approved: "Approved",
  corrected: "Corrected",
};

export const environmentNames: Record<Environment, string> = {
  production: "Production",
  staging: "Staging",
  development: "Development",
};

export const bandNames: Record<ConfidenceBand, string> = { low: "Low", medium: "Medium", high: "High" };

export const degradedReasonTexts: Record<DegradedReason, string> = {
  timeout: "the model did not answer in time",
  rate_limited: "the model's provider refused for its rate limit",
  provider_error: "the model's provider failed",
  provider_auth: "the model's provider refused our key",
  circuit_open: "the model's provider keeps failing and was left alone",
  invalid_output: "the model's answer could not be used",
  budget: "the budget of the day is spent",
  overloaded: "the gateway is overloaded",
  database: "the database could not be reached",
  redaction: "too much of the text had to be hidden from the model",
};
