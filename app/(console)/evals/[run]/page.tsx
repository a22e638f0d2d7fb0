import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { runQuery } from "#components/evals/eval-queries.ts";
import { RunPage } from "#components/evals/run-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getEvalRunDetail } from "#lib/services/evals/eval-runs.ts";
import { orNotFound } from "../../../or-not-found.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Eval run" };

interface Props {
  params: Promise<{ run: string }>;
}

export default async function EvalRunRoute({ params }: Props) {
  const { run: id } = await params;
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const queryClient = new QueryClient();
  queryClient.setQueryData(runQuery(id).queryKey, await orNotFound(getEvalRunDetail(ctx, id)));
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunPage id={id} mayRun={may(actor, "evals:write")} mayOverride={may(actor, "admin")} />
    </HydrationBoundary>
  );
}
