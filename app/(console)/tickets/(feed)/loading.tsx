import { PageHeader } from "#components/console/page-header.tsx";
import { FeedSkeleton } from "#components/ticket-feed/feed-skeleton.tsx";

export default function Loading() {
  return (
    <>
      <PageHeader title="Tickets" />
      <FeedSkeleton />
    </>
  );
}
