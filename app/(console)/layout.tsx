import type { ReactNode } from "react";
import { Shell } from "#components/console/shell.tsx";
import { consoleStatus, pageContext } from "#lib/server/page-context.ts";
import { chosenTheme, requestedPath } from "../page-request.ts";

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext("triage:read", await requestedPath());
  const { mode } = await consoleStatus();
  return (
    <Shell
      person={{ name: actor.name, email: actor.email, role: actor.role }}
      mode={mode}
      theme={await chosenTheme()}
    >
      {children}
    </Shell>
  );
}
