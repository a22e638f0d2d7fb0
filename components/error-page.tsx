"use client";

import { StatusPage } from "./status-page.tsx";
import { Button } from "./ui/button.tsx";

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
  framed?: boolean;
}

const digestOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

/** A page failed while the server built it: what is safe, what to do, and what to look for in the log. */
export function ErrorPage({ error, retry, framed = false }: ErrorPageProps) {
  const digest = digestOf(error);
  return (
    <StatusPage title="This page could not be shown" framed={framed}>
      <p>
        Something it needs, probably the database, did not answer. Tickets that were sent are safe. Try again
        in a moment{digest ? "; the server's log has more under this number:" : "."}
      </p>
      {digest ? <code className="font-mono text-xs">{digest}</code> : null}
      <Button look="primary" onClick={retry}>
        Try again
      </Button>
    </StatusPage>
  );
}
