import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export default function RunbookNotFound() {
  return (
    <StatusPage title="There is no such runbook" framed>
      <p>The address is wrong, or the runbook is no longer in its folder.</p>
      <Link href="/knowledge" className={buttonClass("primary")}>
        All runbooks
      </Link>
    </StatusPage>
  );
}
