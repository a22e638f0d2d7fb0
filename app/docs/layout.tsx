import type { ReactNode } from "react";
import { PublicShell } from "#components/console/public-shell.tsx";
import { Shell } from "#components/console/shell.tsx";
import { ApiKeyProvider } from "#components/docs/api-key.tsx";
import { consoleStatus, currentUser } from "#lib/server/page-context.ts";
import { chosenTheme } from "../page-request.ts";

/** The documentation is open to everybody; who is signed in keeps the frame of the console. */
export default async function DocsLayout({ children }: { children: ReactNode }) {
  const theme = await chosenTheme();
  const actor = await currentUser();
  const pages = <ApiKeyProvider>{children}</ApiKeyProvider>;
  if (!actor) return <PublicShell theme={theme}>{pages}</PublicShell>;
  const { mode } = await consoleStatus();
  return (
    <Shell person={{ name: actor.name, email: actor.email, role: actor.role }} mode={mode} theme={theme}>
      {pages}
    </Shell>
  );
}
