import type { Metadata } from "next";
import Link from "next/link";
import { SetPasswordForm } from "#components/auth/set-password-form.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { passwordLinkState } from "#lib/server/page-context.ts";

export const metadata: Metadata = {
  title: "Choose a password",
  // The address holds the one-time token.
  referrer: "no-referrer",
};

interface Props {
  searchParams: Promise<{ token?: string | string[] }>;
}

export default async function SetPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  if (typeof token === "string" && (await passwordLinkState(token)) === "good") {
    return (
      <>
        <div className="flex flex-col gap-1">
          <h1 className="text-xl font-semibold">Choose a password</h1>
          <p className="text-pretty text-ink-muted">You are signed in with it right away.</p>
        </div>
        <SetPasswordForm token={token} />
      </>
    );
  }
  return (
    <div className="flex flex-col gap-2 text-ink-muted">
      <h1 className="text-xl font-semibold text-ink">This link is over</h1>
      <p>It was used, is older than a week, or is not complete. An administrator can make a new one.</p>
      <Link href="/sign-in" className={`${buttonClass("primary")} mt-2 self-start`}>
        Go to sign-in
      </Link>
    </div>
  );
}
