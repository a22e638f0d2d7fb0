import type { Metadata } from "next";
import { PolicyPage } from "#components/settings/policy/policy-page.tsx";
import { getPolicyOperation, policyHistoryOperation } from "#lib/contracts/policy-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getPolicy, listPolicyHistory } from "#lib/services/policy/policies.ts";
import { FirstAnswer, FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "Policy" };

/** As many as the API gives without being told. */
const limit = 20;

export default async function PolicyRoute() {
  const { ctx } = await pageContext("admin", "/settings/policy");
  return (
    <FirstAnswer queryKey={[getPolicyOperation.id]} read={() => getPolicy(ctx)}>
      <FirstPage operation={policyHistoryOperation} read={() => listPolicyHistory(ctx, { limit })}>
        <PolicyPage />
      </FirstPage>
    </FirstAnswer>
  );
}
