import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { safeNextPath } from "#components/auth/next-path.ts";
import { SamplePeople } from "#components/auth/sample-people.tsx";
import { SignInForm } from "#components/auth/sign-in-form.tsx";
import { consoleStatus, currentUser, samplePeople } from "#lib/server/page-context.ts";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  const nextPath = safeNextPath(Array.isArray(next) ? next[0] : next);
  if (await currentUser()) redirect(nextPath);
  const { needsSetup } = await consoleStatus();
  const people = samplePeople();
  if (needsSetup) {
    return (
      <div className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">Almost there</h1>
        <p className="text-pretty text-ink-muted">
          Nobody has an account yet. Open the one-time set-up link that{" "}
          <code className="font-mono">npm start</code> printed in its terminal; it makes you the
          administrator.
        </p>
      </div>
    );
  }
  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="text-xl font-semibold">Sign in</h1>
        <p className="text-ink-muted">Triage Gateway</p>
      </div>
      <SignInForm nextPath={nextPath} />
      {people.length > 0 ? <SamplePeople people={people} nextPath={nextPath} /> : null}
    </>
  );
}
