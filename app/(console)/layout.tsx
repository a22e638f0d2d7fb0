import type { ReactNode } from "react";
import { Shell } from "#components/console/shell.tsx";
import { type Role, runsQueue } from "#lib/contracts/access.ts";
import type { ReviewEscalations } from "#lib/contracts/reviews.ts";
import { consoleStatus, pageContext } from "#lib/server/page-context.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getEscalations } from "#lib/services/review/escalations.ts";
import { chosenTheme, requestedPath } from "../page-request.ts";

/** What the frame of every page tells who runs the queue; a page does not fail for it. */
async function escalationsFor(ctx: ServiceContext, actor: { role: Role }): Promise<ReviewEscalations | null> {
  return runsQueue(actor.role) ? await getEscalations(ctx).catch(() => null) : null;
}

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const [{ mode }, escalations] = await Promise.all([consoleStatus(), escalationsFor(ctx, actor)]);
  return (
    <Shell
      person={{ name: actor.name, email: actor.email, role: actor.role }}
      mode={mode}
      theme={await chosenTheme()}
      escalations={escalations}
    >
      {children}
    </Shell>
  );
}
