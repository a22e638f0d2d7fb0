"use client";

import { Button } from "#components/ui/button.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { ShownOnce } from "#components/ui/shown-once.tsx";
import type { UserWithLink } from "#lib/contracts/users.ts";

interface PasswordLinkViewProps {
  linked: UserWithLink;
  onDone: () => void;
}

/** The link with which somebody chooses a password, to be handed over. */
export function PasswordLinkView({ linked: { user, link }, onDone }: PasswordLinkViewProps) {
  return (
    <div className="flex flex-col gap-4 px-4 pb-4">
      <ShownOnce label="Link" value={new URL(link.path, window.location.origin).href}>
        Send this link to {user.email} yourself, by a way that only they read. It works once, until{" "}
        <ExactTime at={link.expiresAt} />, and is not shown again.
      </ShownOnce>
      <Button look="primary" className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
