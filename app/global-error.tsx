"use client";

import { StatusPage } from "#components/status-page.tsx";
import { Button } from "#components/ui/button.tsx";
import "./globals.css";

/** Stands in for the whole document when even the frame of the pages failed. */
export default function GlobalError({ retry }: { retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Something went wrong · Triage Gateway</title>
        <StatusPage title="The console could not be shown">
          <p>The server failed while it built the page. Try again; if it stays, look at the server's log.</p>
          <Button look="primary" onClick={retry}>
            Try again
          </Button>
        </StatusPage>
      </body>
    </html>
  );
}
