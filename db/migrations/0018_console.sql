CREATE TABLE "replicas" (
	"id" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"version" text NOT NULL,
	"state" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "default_views" (
	"user_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"view_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"owner_id" text COLLATE "C" NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "last_ticket_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_saved_views_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."saved_views"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "replicas_seen" ON "replicas" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "default_views_view" ON "default_views" USING btree ("view_id");--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("shared");--> statement-breakpoint
CREATE INDEX "incidents_last_ticket" ON "incidents" USING btree ("last_ticket_id");--> statement-breakpoint
CREATE INDEX "tickets_incident" ON "tickets" USING btree ("incident_key","id");--> statement-breakpoint
CREATE INDEX "tickets_confidence_band" ON "tickets" USING btree ((case when "confidence" >= 0.85 then 'high' when "confidence" >= 0.7 then 'medium' when "confidence" is not null then 'low' end),"id");--> statement-breakpoint
-- By hand: the newest report of incidents that are there already. One without any left stands for nothing.
UPDATE "incidents" SET "last_ticket_id" = coalesce((SELECT max("tickets"."id") FROM "tickets" WHERE "tickets"."incident_key" = "incidents"."incident_key"), '');--> statement-breakpoint
ALTER TABLE "incidents" ALTER COLUMN "last_ticket_id" SET NOT NULL;
