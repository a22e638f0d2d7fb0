import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, type ApiScope, may } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import { needsSetup } from "#lib/services/access/setup.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { authenticateSession } from "./authenticate.ts";
import { createServiceContext } from "./context.ts";

type UserActor = Extract<Actor, { type: "user" }>;

/** Who looks at the page, asked once for a request; null when nobody is signed in. */
export const currentUser = cache(async (): Promise<UserActor | null> => authenticateSession(await headers()));

/**
 * For a page that needs a scope: its context and who looks at it. Sends strangers to sign in and back to `here`; who
 * may not see the page gets the page that says so.
 */
export async function pageContext(
  scope: ApiScope,
  here = "/",
): Promise<{ ctx: ServiceContext; actor: UserActor }> {
  const actor = await currentUser();
  if (actor === null) redirect(here === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`);
  if (!may(actor, scope)) forbidden();
  return { ctx: createServiceContext({ actor, requestId: systemRuntime.newId("req") }), actor };
}

/** What every page says about the gateway as a whole. */
export async function consoleStatus(): Promise<{ mode: "model" | "rules"; needsSetup: boolean }> {
  const anonymous: Actor = { type: "system", id: "system", name: "console", scopes: [] };
  const ctx = createServiceContext({ actor: anonymous, requestId: systemRuntime.newId("req") });
  return { mode: wantsModel(ctx.policy) ? "model" : "rules", needsSetup: await needsSetup(ctx) };
}
