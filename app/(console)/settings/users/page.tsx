import type { Metadata } from "next";
import { UsersPage } from "#components/settings/users-page.tsx";
import { listUsersOperation } from "#lib/contracts/access-operations.ts";
import { pageQuerySchema } from "#lib/contracts/page.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listUsers } from "#lib/services/access/users.ts";
import { FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "People" };

interface Props {
  /** `new`: begin with the form for a new one. */
  searchParams: Promise<{ new?: string }>;
}

export default async function UsersRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("admin", "/settings/users");
  return (
    <FirstPage operation={listUsersOperation} read={() => listUsers(ctx, pageQuerySchema.parse({}))}>
      <UsersPage viewerId={actor.id} opensForm={"new" in (await searchParams)} />
    </FirstPage>
  );
}
