import type { Metadata } from "next";
import { ModelsPage } from "#components/settings/models/models-page.tsx";
import { listModelsOperation } from "#lib/contracts/models.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listModels } from "#lib/services/models/list-models.ts";
import { FirstAnswer } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "Models" };

export default async function ModelsRoute() {
  const { ctx } = await pageContext("admin", "/settings/models");
  return (
    <FirstAnswer queryKey={[listModelsOperation.id]} read={() => listModels(ctx)}>
      <ModelsPage timeoutMs={ctx.policy.attemptTimeoutMs} />
    </FirstAnswer>
  );
}
