import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { runQuery } from "#components/evals/eval-queries.ts";
import { RunPage } from "#components/evals/run-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { AppError } from "#lib/core/errors.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getEvalRunDetail } from "#lib/services/evals/eval-runs.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Eval run" };

interface Props {
  params: Promise<{ run: string }>;
}

export default async function EvalRunRoute({ params }: Props) {
  const { run: id } = await params;
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const queryClient = new QueryClient();
  try {
    queryClient.setQueryData(runQuery(id).queryKey, await getEvalRunDetail(ctx, id));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunPage id={id} mayRun={may(actor, "evals:write")} mayOverride={may(actor, "admin")} />
    </HydrationBoundary>
  );
}
