"use client";

import { StatusPage } from "#components/status-page.tsx";
import { Button } from "#components/ui/button.tsx";

interface Props {
  error: unknown;
  retry: () => void;
}

const digestOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null;

export default function ErrorPage({ error, retry }: Props) {
  const digest = digestOf(error);
  return (
    <StatusPage title="This page could not be shown">
      <p>
        Something it needs, probably the database, did not answer. Tickets that were sent are safe. Try again
        in a moment{digest ? "; the log of the server has more under the number below" : null}.
      </p>
      {digest ? <code className="font-mono text-xs">{digest}</code> : null}
      <Button look="primary" onClick={retry}>
        Try again
      </Button>
    </StatusPage>
  );
}
