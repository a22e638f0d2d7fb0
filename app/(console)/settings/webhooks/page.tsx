import type { Metadata } from "next";
import { WebhooksPage } from "#components/settings/webhooks-page.tsx";
import { pageQuerySchema } from "#lib/contracts/page.ts";
import { listDeliveriesOperation } from "#lib/contracts/webhook-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getWebhookSecretState } from "#lib/services/later/webhook-secret.ts";
import { listDeliveries } from "#lib/services/webhooks/deliveries.ts";
import { FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksRoute() {
  const { ctx } = await pageContext("admin", "/settings/webhooks");
  return (
    <FirstPage
      operation={listDeliveriesOperation}
      read={() => listDeliveries(ctx, pageQuerySchema.parse({}))}
    >
      <WebhooksPage secret={await getWebhookSecretState(ctx)} />
    </FirstPage>
  );
}
