import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export default function EvalRunNotFound() {
  return (
    <StatusPage title="There is no such eval run" framed>
      <p>The address is wrong, or the run is of another database.</p>
      <Link href="/evals" className={buttonClass("primary")}>
        All runs
      </Link>
    </StatusPage>
  );
}
