export interface Change {
  name: string;
  /** null: there was nothing, or nothing is said about it. */
  before: string | null;
  after: string | null;
}

/** What was and what is, field by field. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
      {changes.map(({ name, before, after }) => (
        <div key={name} className="contents">
          <dt className="max-w-40 text-ink-muted">{name}</dt>
          <dd className="flex flex-wrap gap-x-2 wrap-anywhere">
            {before === null ? null : (
              <del className="text-danger decoration-danger/50">
                <span className="sr-only">was </span>
                {before}
              </del>
            )}
            {after === null ? null : (
              <ins className="text-good no-underline">
                <span className="sr-only">is </span>
                {after}
              </ins>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
