import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, type ApiScope, may } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import { isPasswordLinkGood } from "#lib/services/access/password-links.ts";
import { needsSetup } from "#lib/services/access/setup.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { authenticateSession } from "./authenticate.ts";
import { createServiceContext } from "./context.ts";

/** Whoever looks at a page that needs no sign-in. */
const visitor: Actor = { type: "system", id: "system", name: "console", scopes: [] };

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

/** Can a password be chosen with this token now? */
export async function passwordLinkState(token: string): Promise<"good" | "over"> {
  const ctx = createServiceContext({ actor: visitor, requestId: systemRuntime.newId("req") });
  return (await isPasswordLinkGood(ctx, token)) ? "good" : "over";
}

/** What every page says about the gateway as a whole. */
export async function consoleStatus(): Promise<{ mode: "model" | "rules"; needsSetup: boolean }> {
  const ctx = createServiceContext({ actor: visitor, requestId: systemRuntime.newId("req") });
  return { mode: wantsModel(ctx.policy) ? "model" : "rules", needsSetup: await needsSetup(ctx) };
}
