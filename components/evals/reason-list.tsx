/** Why something may not be, a line each. */
export function ReasonList({ reasons }: { reasons: readonly string[] }) {
  return (
    <ul className="flex list-disc flex-col gap-0.5 pl-4 text-xs text-pretty">
      {reasons.map((each) => (
        <li key={each} className="wrap-anywhere">
          {each.replaceAll(" %", "\u00a0%")}
        </li>
      ))}
    </ul>
  );
}
