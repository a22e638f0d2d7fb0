import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { deliveries } from "../schema/deliveries.ts";
import { run } from "./run.ts";

export type Delivery = typeof deliveries.$inferSelect;
export type NewDelivery = Pick<Delivery, "id" | "triageId" | "type" | "url" | "body" | "createdAt">;

export async function insertDelivery(db: Queryable, delivery: NewDelivery): Promise<void> {
  await run(db.insert(deliveries).values(delivery));
}

export async function findDelivery(db: Queryable, id: string): Promise<Delivery | null> {
  const [delivery] = await run(db.select().from(deliveries).where(eq(deliveries.id, id)));
  return delivery ?? null;
}

/** Notes how a try ended. What was delivered once stays delivered. */
export async function noteTry(
  db: Queryable,
  id: string,
  { status, error, deliveredAt }: { status: number | null; error: string | null; deliveredAt: Date | null },
): Promise<void> {
  await run(
    db
      .update(deliveries)
      .set({ tries: sql`${deliveries.tries} + 1`, lastStatus: status, lastError: error, deliveredAt })
      .where(and(eq(deliveries.id, id), isNull(deliveries.deliveredAt))),
  );
}
