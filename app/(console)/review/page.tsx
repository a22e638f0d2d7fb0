import type { Metadata } from "next";
import { ReviewPage } from "#components/review-queue/review-page.tsx";
import { pageContext } from "#lib/server/page-context.ts";

export const metadata: Metadata = { title: "Review" };

interface Props {
  searchParams: Promise<{ triage?: string | string[] }>;
}

export default async function ReviewRoute({ searchParams }: Props) {
  const { actor } = await pageContext("review:write", "/review");
  const { triage } = await searchParams;
  return <ReviewPage reviewerId={actor.id} wanted={typeof triage === "string" ? triage : null} />;
}
