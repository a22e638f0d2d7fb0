import Link from "next/link";

/** The mark: three lines that get shorter, the last one lit; many words in, one verdict out. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={className}>
      <rect width="20" height="20" rx="5.5" className="fill-accent" />
      <path
        d="M5 6.2h10M5 10h6.4"
        className="stroke-on-accent"
        strokeOpacity="0.62"
        strokeWidth="1.9"
        strokeLinecap="round"
      />
      <path d="M5 13.8h3" className="stroke-on-accent" strokeWidth="1.9" strokeLinecap="round" />
      <circle cx="13.6" cy="13" r="2.1" className="fill-on-accent" />
    </svg>
  );
}

export function Brand() {
  return (
    <Link href="/" className="flex items-center gap-2 rounded-md px-1 py-0.5">
      <BrandMark className="size-5" />
      <span className="text-sm font-semibold tracking-tight whitespace-nowrap">Triage Gateway</span>
    </Link>
  );
}
