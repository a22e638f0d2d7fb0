import { Skeleton } from "#components/ui/skeleton.tsx";

export default function Loading() {
  return (
    <div role="status">
      <span className="sr-only">Loading the ticket…</span>
      <div className="flex min-h-13 flex-col justify-center gap-2 border-b bg-surface px-4 py-3 sm:px-6">
        <Skeleton className="h-3 w-48" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      <div className="mx-auto grid w-full max-w-7xl gap-4 p-4 sm:p-6 lg:grid-cols-2 lg:gap-6">
        <Skeleton className="h-80 rounded-lg" />
        <Skeleton className="h-112 rounded-lg" />
      </div>
    </div>
  );
}
