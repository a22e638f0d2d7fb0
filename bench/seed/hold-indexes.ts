import type { Client } from "./copy.ts";

export interface HeldIndexes {
  /** Builds them again. */
  restore(): Promise<void>;
}

/** Takes away the indexes of the gateway's tables that back no constraint. */
export async function holdIndexes(sql: Client): Promise<HeldIndexes> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i
    join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = current_schema()::regnamespace and not i.indisunique
    order by c.relname`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  return {
    async restore() {
      const own = await sql.reserve();
      try {
        await own`set maintenance_work_mem = '512MB'`;
        for (const { definition } of indexes) await own.unsafe(definition);
      } finally {
        own.release();
      }
    },
  };
}
