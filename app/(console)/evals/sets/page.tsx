import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { setsQuery } from "#components/evals/eval-queries.ts";
import { SetsPage } from "#components/evals/sets-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listEvalSets } from "#lib/services/evals/eval-sets.ts";
import { requestedPath } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Eval sets" };

interface Props {
  searchParams: Promise<{ set?: string | string[] }>;
}

export default async function EvalSetsRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("triage:read", await requestedPath());
  const [chosen = null] = [(await searchParams).set ?? []].flat();
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({
    ...setsQuery(),
    queryFn: async () => ({ items: await listEvalSets(ctx) }),
    retry: false,
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <SetsPage chosen={chosen} mayWrite={may(actor, "evals:write")} mayEditGates={may(actor, "admin")} />
    </HydrationBoundary>
  );
}
