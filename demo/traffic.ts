import { type Actor, defaultApiScopes } from "#lib/contracts/access.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createServiceContext } from "#lib/server/context.ts";
import { getLogger } from "#lib/server/logger.ts";
import { triageTicket } from "#lib/services/triage/triage-ticket.ts";
import { drawFrom } from "#samples/draw.ts";
import { anyReport, requestOf } from "./story.ts";

const sender: Actor = {
  type: "api_key",
  id: "key_demonstration",
  name: "demonstration",
  team: "storefront",
  scopes: defaultApiScopes,
};

/** A ticket now and then until `stop` aborts; every fourth is one that came shortly before. */
export async function sendTraffic(stop: AbortSignal): Promise<void> {
  const draw = drawFrom(Math.floor(systemRuntime.now().getTime() / 1000));
  let last: TriageRequest | null = null;
  while (!stop.aborted) {
    await systemRuntime.sleep(draw.between(8_000, 30_000), stop).catch(() => {});
    if (stop.aborted) return;
    const request: TriageRequest =
      last !== null && draw.chance(0.25) ? last : requestOf(draw, anyReport(draw));
    last = request;
    try {
      await triageTicket(
        createServiceContext({ actor: sender, requestId: systemRuntime.newId("req") }),
        request,
      );
    } catch (error) {
      getLogger().warn({ err: error }, "a sample ticket was not triaged");
    }
  }
}
