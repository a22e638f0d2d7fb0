import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { runsQuery, setsQuery } from "#components/evals/eval-queries.ts";
import { RunsPage } from "#components/evals/runs-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listEvalRuns } from "#lib/services/evals/eval-runs.ts";
import { listEvalSets } from "#lib/services/evals/eval-sets.ts";
import { requestedPath } from "../../page-request.ts";

export const metadata: Metadata = { title: "Evals" };

interface Props {
  /** `new`: the form that starts a run is open. */
  searchParams: Promise<{ set?: string | string[]; new?: string }>;
}

const firstPage = 50;

export default async function EvalsRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const params = await searchParams;
  const [set = null] = [params.set ?? []].flat();
  const queryClient = new QueryClient();
  // Fails softly: the browser asks again and explains what is wrong.
  await Promise.all([
    queryClient.prefetchInfiniteQuery({
      ...runsQuery(set),
      queryFn: () => listEvalRuns(ctx, { limit: firstPage, set: set ?? undefined }),
      retry: false,
    }),
    queryClient.prefetchQuery({
      ...setsQuery(),
      queryFn: async () => ({ items: await listEvalSets(ctx) }),
      retry: false,
    }),
  ]);
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <RunsPage set={set} mayStart={may(actor, "evals:write")} opensForm={"new" in params} />
    </HydrationBoundary>
  );
}
