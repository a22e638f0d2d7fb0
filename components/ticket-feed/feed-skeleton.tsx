import { Skeleton } from "#components/ui/skeleton.tsx";

const rows = ["w-72", "w-96", "w-64", "w-80", "w-60", "w-88", "w-72", "w-52"];

export function FeedSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading tickets…</span>
      {rows.map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows that never change.
        <div key={index} className="flex items-center gap-3 border-b px-4 py-3 sm:px-6">
          <Skeleton className="h-5 w-8" />
          <Skeleton className="hidden h-3.5 w-16 lg:block" />
          <Skeleton className={`h-3.5 max-w-full ${width}`} />
        </div>
      ))}
    </div>
  );
}
