import {
  deleteView,
  findDefaultQuery,
  findView,
  insertView,
  listViews as queryViews,
  setDefaultView,
  updateView,
} from "#db/queries/saved-views.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { may } from "#lib/contracts/access.ts";
import { type NewView, type View, type ViewChange, viewsMax } from "#lib/contracts/views.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type ViewContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

/** Views belong to people; throws `forbidden` for a key. */
function personOf({ actor }: ViewContext): string {
  if (actor.type === "user") return actor.id;
  throw new AppError("forbidden", "Views belong to people. Sign in to the console.");
}

/** A person's own views and those that others share, by name. */
export async function listViews(ctx: ViewContext): Promise<{ items: View[] }> {
  return { items: await queryViews(ctx.database, personOf(ctx)) };
}

/** The filters with which the person's list opens; null for all tickets. */
export async function defaultQueryOf(ctx: ViewContext): Promise<string | null> {
  return await findDefaultQuery(ctx.database, personOf(ctx));
}

async function readView(ctx: ViewContext, id: string): Promise<View> {
  const view = await findView(ctx.database, personOf(ctx), id);
  if (!view) throw new AppError("not_found", `There is no view ${id}.`);
  return view;
}

/** Throws `conflict` when there are as many as there may be. */
export async function saveView(ctx: ViewContext, { name, query, shared }: NewView): Promise<View> {
  const ownerId = personOf(ctx);
  if ((await queryViews(ctx.database, ownerId)).length >= viewsMax) {
    throw new AppError("conflict", `There are ${viewsMax} views, which is the limit. Remove one first.`);
  }
  const id = ctx.runtime.newId("view");
  await insertView(ctx.database, { id, ownerId, name, query, shared, createdAt: ctx.runtime.now() });
  return await readView(ctx, id);
}

/** Throws `not_found`, and `forbidden` when somebody else's view would change. */
export async function changeView(
  ctx: ViewContext,
  id: string,
  { isDefault, ...change }: ViewChange,
): Promise<View> {
  const view = await readView(ctx, id);
  const { name, query, shared } = change;
  const changes = {
    ...(name === undefined ? {} : { name }),
    ...(query === undefined ? {} : { query }),
    ...(shared === undefined ? {} : { shared }),
  };
  if (Object.keys(changes).length > 0 && !view.isMine) {
    throw new AppError("forbidden", `The view belongs to ${view.owner.name}. Save one of your own.`);
  }
  await inTransaction(ctx.database, async (tx) => {
    await updateView(tx, id, changes);
    if (isDefault) await setDefaultView(tx, personOf(ctx), id);
    if (isDefault === false && view.isDefault) await setDefaultView(tx, personOf(ctx), null);
  });
  return await readView(ctx, id);
}

/** Throws `not_found`, and `forbidden` for somebody else's view, unless an administrator removes it. */
export async function removeView(ctx: ViewContext, id: string): Promise<{ items: View[] }> {
  const view = await readView(ctx, id);
  if (!view.isMine && !may(ctx.actor, "admin")) {
    throw new AppError("forbidden", `The view belongs to ${view.owner.name}.`);
  }
  await deleteView(ctx.database, id);
  return await listViews(ctx);
}
