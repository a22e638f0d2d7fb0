import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsPage } from "#components/docs/docs-page.tsx";
import { type OperationGroup, operationGroups } from "#lib/contracts/operations.ts";
import { getVersion } from "#lib/server/context.ts";
import { buildOpenApiDocument } from "#lib/server/openapi.ts";
import { currentUser } from "#lib/server/page-context.ts";
import { statusOfCode } from "#lib/server/problem-response.ts";
import { getSettings } from "#lib/server/runtime-settings.ts";

interface DocsRouteProps {
  /** Nothing for the first group, else its id. */
  params: Promise<{ group?: string[] }>;
}

function groupOf(path: string[] = []): OperationGroup | undefined {
  const [first, ...others] = operationGroups;
  if (path.length === 0) return first;
  return path.length === 1 ? others.find(({ id }) => id === path[0]) : undefined;
}

export async function generateMetadata({ params }: DocsRouteProps): Promise<Metadata> {
  const { group: path } = await params;
  const group = groupOf(path);
  return { title: path && group ? `${group.name} · API docs` : "API docs" };
}

export default async function DocsRoute({ params }: DocsRouteProps) {
  const group = groupOf((await params).group);
  if (!group) notFound();
  return (
    <DocsPage
      document={buildOpenApiDocument(getVersion())}
      groups={operationGroups}
      group={group}
      statusOfCode={statusOfCode}
      origin={getSettings().appUrl.replace(/\/$/, "")}
      signedIn={(await currentUser()) !== null}
    />
  );
}
