import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <StatusPage title="There is no page here">
      <p>The address is wrong or the page has moved.</p>
      <Link href="/" className={buttonClass("primary")}>
        Go to Triage
      </Link>
    </StatusPage>
  );
}
