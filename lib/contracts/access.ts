import { z } from "zod";
import type { CallerLimits } from "./limits.ts";

export const roles = ["agent", "reviewer", "manager", "admin"] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const apiScopes = [
  "triage:write",
  "triage:read",
  "review:write",
  "stats:read",
  "evals:write",
  "metrics:read",
  "admin",
] as const;
export const apiScopeSchema = z.enum(apiScopes);
export type ApiScope = z.infer<typeof apiScopeSchema>;

export const defaultApiScopes: readonly ApiScope[] = ["triage:write", "triage:read"];

/** Who may do what. A person has the scopes of the role, a service those of its key; `admin` includes all. */
export const scopesOfRole: Record<Role, readonly ApiScope[]> = {
  agent: ["triage:write", "triage:read"],
  reviewer: ["triage:write", "triage:read", "review:write", "evals:write"],
  manager: ["triage:write", "triage:read", "review:write", "stats:read", "evals:write"],
  admin: apiScopes,
};

/** Whether somebody is told of what waits too long in the review queue, and may act on it. */
export const runsQueue = (role: Role): boolean =>
  (["stats:read", "review:write"] as const).every((scope) => scopesOfRole[role].includes(scope));

export const actorTypes = ["user", "api_key", "system"] as const satisfies readonly Actor["type"][];

/** Who is asking, after authentication. */
export type Actor =
  | { type: "user"; id: string; name: string; email: string; role: Role; scopes: readonly ApiScope[] }
  | {
      type: "api_key";
      id: string;
      name: string;
      team: string | null;
      scopes: readonly ApiScope[];
      /** What was set for the key and for its team; absent: nothing. */
      limits?: { key: CallerLimits; team: CallerLimits };
    }
  | { type: "system"; id: "system"; name: string; scopes: readonly ApiScope[] };

export function may(actor: Actor, scope: ApiScope): boolean {
  return actor.scopes.includes(scope) || actor.scopes.includes("admin");
}

export const emailSchema = z
  .email("Must be an e-mail address")
  .max(254)
  .transform((value) => value.toLowerCase());
/** Length limits after NIST SP 800-63B: at least 8 where a second factor exists, 12 here because none does. */
export const passwordSchema = z.string().min(12, "at least 12 characters").max(128, "at most 128 characters");

export const setupRequestSchema = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1).max(100),
  email: emailSchema,
  password: passwordSchema,
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;
