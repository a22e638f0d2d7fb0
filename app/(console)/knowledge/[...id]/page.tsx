import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunbookPage } from "#components/knowledge/runbook-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { runbookAddressSchema } from "#lib/contracts/runbooks.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getRunbook, monthAgo } from "#lib/services/knowledge/runbooks.ts";
import { orNotFound } from "../../../or-not-found.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Runbook" };

interface Props {
  params: Promise<{ id: string[] }>;
}

export default async function RunbookRoute({ params }: Props) {
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const id = runbookAddressSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const runbook = await orNotFound(getRunbook(ctx, id.data));
  return (
    <RunbookPage runbook={runbook} since={monthAgo(ctx).toISOString()} mayChange={may(actor, "admin")} />
  );
}
