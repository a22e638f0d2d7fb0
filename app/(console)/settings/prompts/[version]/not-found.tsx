import Link from "next/link";
import { StatusPage } from "#components/status-page.tsx";
import { buttonClass } from "#components/ui/button.tsx";

export default function PromptNotFound() {
  return (
    <StatusPage title="There is no such prompt" framed>
      <p>The address is wrong, or the version is of another database.</p>
      <Link href="/settings/prompts" className={buttonClass("primary")}>
        All prompts
      </Link>
    </StatusPage>
  );
}
