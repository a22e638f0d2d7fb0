import type { Metadata } from "next";
import { DocsPage } from "#components/docs/docs-page.tsx";
import { getVersion } from "#lib/server/context.ts";
import { buildOpenApiDocument } from "#lib/server/openapi.ts";
import { currentUser } from "#lib/server/page-context.ts";
import { statusOfCode } from "#lib/server/problem-response.ts";
import { getSettings } from "#lib/server/runtime-settings.ts";

export const metadata: Metadata = { title: "API docs" };

export default async function DocsRoute() {
  return (
    <DocsPage
      document={buildOpenApiDocument(getVersion())}
      statusOfCode={statusOfCode}
      origin={getSettings().appUrl.replace(/\/$/, "")}
      signedIn={(await currentUser()) !== null}
    />
  );
}
