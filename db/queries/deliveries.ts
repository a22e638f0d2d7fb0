import { and, desc, eq, gt, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type {
  Delivery as DeliveryAnswer,
  DeliveryQuery,
  DeliveryState,
} from "../../lib/contracts/webhooks.ts";
import type { Queryable } from "../client.ts";
import { callbackTriesMax } from "../job-queues.ts";
import { deliveries } from "../schema/deliveries.ts";
import { triages } from "../schema/triages.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
import { run } from "./run.ts";

export type Delivery = typeof deliveries.$inferSelect;
export type NewDelivery = Pick<Delivery, "id" | "triageId" | "type" | "sealedUrl" | "body" | "createdAt">;

/** As it is listed, with the address as it is kept. */
export type ListedDelivery = Omit<DeliveryAnswer, "url"> & Pick<Delivery, "sealedUrl">;

export async function insertDelivery(db: Queryable, delivery: NewDelivery): Promise<void> {
  await run(db.insert(deliveries).values(delivery));
}

export async function findDelivery(db: Queryable, id: string): Promise<Delivery | null> {
  const [delivery] = await run(db.select().from(deliveries).where(eq(deliveries.id, id)));
  return delivery ?? null;
}

/**
 * Notes how a try ended; the last one that is made by itself is also given up. What was delivered once stays delivered.
 */
export async function noteTry(
  db: Queryable,
  id: string,
  { status, error, at, ended }: { status: number | null; error: string | null; at: Date; ended: TryEnd },
): Promise<void> {
  const isLast = sql`${deliveries.tries} + 1 >= ${callbackTriesMax}`;
  const givenUpAt = sql`case when ${ended === "never"} or ${isLast} then ${at.toISOString()}::timestamptz end`;
  await run(
    db
      .update(deliveries)
      .set({
        tries: sql`${deliveries.tries} + 1`,
        lastStatus: status,
        lastError: error,
        ...(ended === "delivered" ? { deliveredAt: at } : { givenUpAt }),
      })
      .where(and(eq(deliveries.id, id), isNull(deliveries.deliveredAt))),
  );
}

/** How a try ended: the receiver took it, may take it later, or never will. */
export type TryEnd = "delivered" | "again" | "never";

/** Begins the tries of a message anew; false when it has arrived. */
export async function askDeliveryAgain(tx: Queryable, id: string): Promise<boolean> {
  const asked = await run(
    tx
      .update(deliveries)
      .set({ tries: 0, givenUpAt: null })
      .where(and(eq(deliveries.id, id), isNull(deliveries.deliveredAt)))
      .returning({ id: deliveries.id }),
  );
  return asked.length > 0;
}

const selectListed = (db: Queryable) =>
  db
    .select({
      id: deliveries.id,
      triageId: deliveries.triageId,
      ticketId: triages.ticketId,
      type: deliveries.type,
      sealedUrl: deliveries.sealedUrl,
      tries: deliveries.tries,
      lastStatus: deliveries.lastStatus,
      lastError: deliveries.lastError,
      deliveredAt: deliveries.deliveredAt,
      givenUpAt: deliveries.givenUpAt,
      createdAt: deliveries.createdAt,
    })
    .from(deliveries)
    .innerJoin(triages, eq(triages.id, deliveries.triageId));

type ListedRow = Awaited<ReturnType<typeof selectListed>>[number];

function stateOf({ deliveredAt, givenUpAt, tries }: ListedRow): DeliveryState {
  if (deliveredAt) return "delivered";
  if (givenUpAt) return "given_up";
  return tries === 0 ? "waiting" : "failing";
}

function isIn(state: DeliveryState): SQL | undefined {
  const undelivered = isNull(deliveries.deliveredAt);
  switch (state) {
    case "delivered":
      return isNotNull(deliveries.deliveredAt);
    case "given_up":
      return and(undelivered, isNotNull(deliveries.givenUpAt));
    case "waiting":
      return and(undelivered, isNull(deliveries.givenUpAt), eq(deliveries.tries, 0));
    case "failing":
      return and(undelivered, isNull(deliveries.givenUpAt), gt(deliveries.tries, 0));
  }
}

function listedOf(row: ListedRow): ListedDelivery {
  const { deliveredAt, givenUpAt: _givenUpAt, createdAt, ...rest } = row;
  return {
    ...rest,
    state: stateOf(row),
    createdAt: createdAt.toISOString(),
    deliveredAt: deliveredAt?.toISOString() ?? null,
  };
}

/** A page of messages, newest first, without what they say. Throws `invalid_fields` for a foreign cursor. */
export async function listDeliveries(
  db: Queryable,
  { cursor, limit, state }: DeliveryQuery,
): Promise<{ items: ListedDelivery[]; nextCursor: string | null }> {
  const rows = await run(
    selectListed(db)
      .where(
        and(
          cursor ? lt(deliveries.id, idOfCursor(cursor, "msg")) : undefined,
          state ? isIn(state) : undefined,
        ),
      )
      .orderBy(desc(deliveries.id))
      .limit(limit + 1),
  );
  return pageFrom(rows.map(listedOf), limit);
}

export async function findListedDelivery(db: Queryable, id: string): Promise<ListedDelivery | null> {
  const [row] = await run(selectListed(db).where(eq(deliveries.id, id)));
  return row ? listedOf(row) : null;
}
