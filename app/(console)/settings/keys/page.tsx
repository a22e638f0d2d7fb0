import type { Metadata } from "next";
import { KeysPage } from "#components/settings/keys-page.tsx";
import { listKeysOperation } from "#lib/contracts/access-operations.ts";
import { pageQuerySchema } from "#lib/contracts/page.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listApiKeys } from "#lib/services/access/api-keys.ts";
import { FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysRoute() {
  const { ctx } = await pageContext("admin", "/settings/keys");
  return (
    <FirstPage operation={listKeysOperation} read={() => listApiKeys(ctx, pageQuerySchema.parse({}))}>
      <KeysPage />
    </FirstPage>
  );
}
