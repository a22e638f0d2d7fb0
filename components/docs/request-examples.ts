import type { SetupRequest } from "#lib/contracts/access.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";

const triageTicket: TriageRequest = {
  text: "502 on /checkout since 10:02 UTC, all regions, no customer can pay",
  source: "zendesk",
  service: "checkout",
  environment: "production",
};

const completeSetup: SetupRequest = {
  token: "from-the-link",
  name: "Mara Lindt",
  email: "mara@example.com",
  password: "correct horse battery staple",
};

/** Bodies worth copying, by operation; schemas alone only know the shape. */
export const requestExamples: Readonly<Record<string, unknown>> = { triageTicket, completeSetup };
