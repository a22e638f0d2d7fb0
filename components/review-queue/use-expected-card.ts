"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ReviewFilters } from "#lib/contracts/reviews.ts";
import { queueQuery } from "./queue-query.ts";
import { type CardInHand, detailOf } from "./review-calls.ts";

interface Expectation {
  /** The card in hand; null: none, and then nothing is expected. */
  holding: string | null;
  /** Cards that were put down or were expected in vain. */
  passed: ReadonlySet<string>;
  filters: ReviewFilters;
}

/** The card that will probably come next, read ahead so that nobody waits for it; null while nobody knows. */
export function useExpectedCard({ holding, passed, filters }: Expectation): CardInHand | null {
  const { data } = useInfiniteQuery(queueQuery({ view: "open", filters }));
  const item = useMemo(() => {
    const items = data?.pages.flatMap((page) => page.items) ?? [];
    const isExpected = ({ triageId, claim, secondOpinion }: (typeof items)[number]) =>
      claim === null && !secondOpinion && triageId !== holding && !passed.has(triageId);
    return (holding === null ? undefined : items.find(isExpected)) ?? null;
  }, [data, holding, passed]);
  const ticketId = item?.ticketId ?? null;
  const detail = useQuery({
    queryKey: ["review-ahead", ticketId],
    queryFn: () => (ticketId === null ? null : detailOf(ticketId)),
    enabled: ticketId !== null,
  });
  const triage = detail.data?.triage;
  // A card that somebody decided since the list was read is nobody's to decide.
  const isSame = item !== null && triage?.id === item.triageId && triage.review.state === "pending";
  return isSame && detail.data ? { item, detail: detail.data } : null;
}
