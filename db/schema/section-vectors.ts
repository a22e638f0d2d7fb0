import { boolean, customType, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/**
 * What an embedding model makes of a section's text. By the hash of the text, so that what has not changed is not sent
 * again; by the model, so that vectors of two models never meet.
 */
export const sectionVectors = pgTable(
  "section_vectors",
  {
    /** `provider:model` */
    model: identifier("model").notNull(),
    /** SHA-256 of what was sent. */
    textHash: identifier("text_hash").notNull(),
    /** 32-bit floats, little-endian; of length 1. */
    vector: bytes("vector").notNull(),
    simulated: boolean("simulated").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.model, table.textHash] })],
);
