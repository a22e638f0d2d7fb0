import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export default function TicketNotFound() {
  return (
    <StatusPage title="There is no such ticket" framed>
      <p>The address is wrong, or the ticket was removed.</p>
      <Link href="/tickets" className={buttonClass("primary")}>
        All tickets
      </Link>
    </StatusPage>
  );
}
