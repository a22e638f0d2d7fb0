import type { ReactNode } from "react";
import { SettingsNavigation } from "#components/settings/settings-navigation.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { requestedPath } from "../../page-request.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { actor } = await pageContext("triage:read", await requestedPath());
  return (
    <div className="flex min-w-0 flex-1 flex-col lg:flex-row">
      <SettingsNavigation role={actor.role} />
      <div className="flex min-w-0 flex-1 flex-col">{children}</div>
    </div>
  );
}
