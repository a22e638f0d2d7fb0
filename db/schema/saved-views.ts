import { boolean, index, pgTable, text } from "drizzle-orm/pg-core";
import { identifier, moment } from "./columns.ts";
import { users } from "./users.ts";

/** Filters of the ticket list under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: identifier("id").primaryKey(),
    ownerId: identifier("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    /** As the address bar holds them. */
    query: text("query").notNull(),
    shared: boolean("shared").notNull(),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [index("saved_views_owner").on(table.ownerId), index("saved_views_shared").on(table.shared)],
);

/** The view with which a person's list opens. */
export const defaultViews = pgTable(
  "default_views",
  {
    userId: identifier("user_id")
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    viewId: identifier("view_id")
      .notNull()
      .references(() => savedViews.id, { onDelete: "cascade" }),
  },
  (table) => [index("default_views_view").on(table.viewId)],
);
