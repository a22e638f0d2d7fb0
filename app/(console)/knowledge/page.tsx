import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { KnowledgePage } from "#components/knowledge/knowledge-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { runbookListQuerySchema } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { runbooksFolder } from "#lib/server/runbooks-folder.ts";
import { getKnowledgeStatus, listRunbooks, monthAgo } from "#lib/services/knowledge/runbooks.ts";
import { requestedPath } from "../../page-request.ts";

export const metadata: Metadata = { title: "Knowledge" };

interface Props {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export default async function KnowledgeRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const { cursor } = await searchParams;
  const query = runbookListQuerySchema.safeParse({ cursor: [cursor ?? []].flat()[0] });
  if (!query.success) redirect("/knowledge");
  const [status, page] = await Promise.all([
    getKnowledgeStatus(ctx, runbooksFolder()),
    listRunbooks(ctx, query.data).catch((error: unknown) => {
      // An address that somebody cut short or made up leads to the beginning.
      if (error instanceof AppError && error.code === "invalid_fields") return null;
      throw error;
    }),
  ]);
  if (page === null) redirect("/knowledge");
  return (
    <KnowledgePage
      status={status}
      page={page}
      isFirst={query.data.cursor === undefined}
      since={monthAgo(ctx).toISOString()}
      canImport={may(actor, "admin")}
    />
  );
}
