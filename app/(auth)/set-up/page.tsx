import type { Metadata } from "next";
import Link from "next/link";
import { SetUpForm } from "#components/auth/set-up-form.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { consoleStatus } from "#lib/server/page-context.ts";

export const metadata: Metadata = {
  title: "Set up",
  // The address holds the one-time token.
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function SetUpPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const { needsSetup } = await consoleStatus();
  if (!needsSetup) {
    return (
      <Message title="Already set up">
        <p>An administrator exists, so this link has done its work.</p>
        <Link href="/sign-in" className={`${buttonClass("primary")} mt-2 self-start`}>
          Go to sign-in
        </Link>
      </Message>
    );
  }
  if (typeof token !== "string" || token === "") {
    return (
      <Message title="This link is not complete">
        <p>
          Open the whole link that <code className="font-mono">npm start</code> printed in its terminal. A
          restart prints a new one.
        </p>
      </Message>
    );
  }
  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">Welcome</h1>
        <p className="text-pretty text-ink-muted">
          You are the first. This account becomes the administrator.
        </p>
      </div>
      <SetUpForm token={token} />
    </>
  );
}

function Message({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col gap-2 text-ink-muted">
      <h1 className="text-xl font-semibold text-ink">{title}</h1>
      {children}
    </div>
  );
}
