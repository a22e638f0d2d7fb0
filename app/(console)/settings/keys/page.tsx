import type { Metadata } from "next";
import { KeysPage } from "#components/settings/keys-page.tsx";
import { listKeysOperation } from "#lib/contracts/access-operations.ts";
import { pageQuerySchema } from "#lib/contracts/page.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listApiKeys } from "#lib/services/access/api-keys.ts";
import { FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "API keys" };

interface Props {
  /** `new`: begin with the form for a new one. */
  searchParams: Promise<{ new?: string }>;
}

export default async function KeysRoute({ searchParams }: Props) {
  const { ctx } = await pageContext("admin", "/settings/keys");
  return (
    <FirstPage operation={listKeysOperation} read={() => listApiKeys(ctx, pageQuerySchema.parse({}))}>
      <KeysPage opensForm={"new" in (await searchParams)} />
    </FirstPage>
  );
}
