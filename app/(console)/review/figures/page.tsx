import type { Metadata } from "next";
import { FiguresPage, figureDays } from "#components/review-figures/figures-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getReviewClocks } from "#lib/services/review/review-clocks.ts";
import { getReviewFigures } from "#lib/services/review/reviews.ts";

export const metadata: Metadata = { title: "Review figures" };

const dayMs = 86_400_000;

interface Props {
  searchParams: Promise<{ days?: string | string[] }>;
}

/** For everybody who reviews: how the queue is kept is no secret to those who keep it. */
export default async function ReviewFiguresRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("review:write", "/review/figures");
  const asked = Number((await searchParams).days);
  const days = figureDays.find((each) => each === asked) ?? 30;
  const from = new Date(ctx.runtime.now().getTime() - days * dayMs).toISOString();
  const [figures, clocks] = await Promise.all([getReviewFigures(ctx, { from }), getReviewClocks(ctx)]);
  return <FiguresPage days={days} figures={figures} clocks={clocks} mayChange={may(actor, "stats:read")} />;
}
