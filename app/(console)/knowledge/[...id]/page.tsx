import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RunbookPage } from "#components/knowledge/runbook-page.tsx";
import { runbookAddressSchema } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getRunbook } from "#lib/services/knowledge/runbooks.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Runbook" };

interface Props {
  params: Promise<{ id: string[] }>;
}

export default async function RunbookRoute({ params }: Props) {
  const { ctx } = await pageContext("triage:read", await requestedPath());
  const id = runbookAddressSchema.safeParse((await params).id);
  if (!id.success) notFound();
  const runbook = await getRunbook(ctx, id.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  });
  return <RunbookPage runbook={runbook} />;
}
