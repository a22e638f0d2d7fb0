"use client";

import { usePathname, useSearchParams } from "next/navigation";

/**
 * To the sign-in and back to this page. In a tab of its own, because what stands in the forms here would be lost
 * otherwise; afterwards this page goes on as well.
 */
export function SignInAgain() {
  const path = usePathname();
  const query = useSearchParams().toString();
  return (
    <a
      href={`/sign-in?next=${encodeURIComponent(query === "" ? path : `${path}?${query}`)}`}
      target="_blank"
      rel="noreferrer"
      className="font-medium underline underline-offset-2"
    >
      Sign in in another tab
    </a>
  );
}
