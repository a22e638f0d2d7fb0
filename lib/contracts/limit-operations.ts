import {
  keyLimitsSchema,
  limitsChangeSchema,
  limitsSchema,
  teamLimitsChangeSchema,
  teamLimitsSchema,
} from "./limits.ts";
import { define, idParams, type Operation } from "./operation.ts";

export const readLimitsOperation = define({
  method: "GET",
  path: "/api/v1/limits",
  id: "readLimits",
  summary: "Read how much callers may use a minute",
  description:
    "Counted in the database for all replicas over the last sixty seconds, in each replica by itself while the database is away. Who is over a limit is answered 429 with `Retry-After`; `RateLimit` and `RateLimit-Policy` tell what is left. Console sessions are not limited.",
  scope: "admin",
  answer: limitsSchema,
  success: "Defaults, and keys and teams with limits of their own",
});

export const changeKeyLimitsOperation = define({
  method: "POST",
  path: "/api/v1/keys/{id}/limits",
  id: "changeKeyLimits",
  summary: "Limit what a key may use a minute",
  scope: "admin",
  params: idParams("key"),
  body: limitsChangeSchema,
  answer: keyLimitsSchema,
  success: "The key's limits from its next request on",
});

export const changeTeamLimitsOperation = define({
  method: "POST",
  path: "/api/v1/limits",
  id: "changeTeamLimits",
  summary: "Limit what the keys of a team may use a minute, together",
  scope: "admin",
  body: teamLimitsChangeSchema,
  answer: teamLimitsSchema,
  success: "The team's limits from its next request on",
});

/** Operations on limits of callers. */
export const limitOperations: readonly Operation[] = [
  readLimitsOperation,
  changeKeyLimitsOperation,
  changeTeamLimitsOperation,
];
