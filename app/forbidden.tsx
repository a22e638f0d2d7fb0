import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export const metadata = { title: "Not allowed" };

export default function Forbidden() {
  return (
    <StatusPage title="Your role may not see this page">
      <p>Ask an administrator for another role if you need it.</p>
      <Link href="/" className={buttonClass("primary")}>
        Go to Triage
      </Link>
    </StatusPage>
  );
}
