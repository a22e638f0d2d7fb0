import type { SamplePerson } from "#lib/server/runtime-settings.ts";

/** Everybody may know this; the demonstration listens to this machine alone unless told otherwise. */
const password = "sample-password";

export const samplePeople: readonly SamplePerson[] = [
  { name: "Alex Agent", email: "agent@demo.example", role: "agent", password },
  { name: "Robin Reviewer", email: "reviewer@demo.example", role: "reviewer", password },
  { name: "Morgan Manager", email: "manager@demo.example", role: "manager", password },
  { name: "Andy Admin", email: "admin@demo.example", role: "admin", password },
];

/** Colleagues who decide reviews beside the sample reviewer; nobody signs in as them. */
export const colleagues = ["Ines Barros", "Tomas Okafor"] as const;

/** Keys in whose name tickets come in, with the team that pays. */
export const keys = [
  { name: "alert-router", team: "platform" },
  { name: "helpdesk", team: "support" },
  { name: "error-tracker", team: "storefront" },
  { name: "security-feed", team: "security" },
  { name: "payments-bridge", team: "payments" },
] as const;
