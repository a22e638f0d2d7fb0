-- By hand: rows that are there count nothing until they are summed again.
ALTER TABLE "triage_rollups" ADD COLUMN "routing_saved_nano_usd" bigint NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "triage_rollups" ALTER COLUMN "routing_saved_nano_usd" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "triage_rollups" ADD COLUMN "routing_saved_unknown" integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "triage_rollups" ALTER COLUMN "routing_saved_unknown" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "routing_saved_nano_usd" bigint;--> statement-breakpoint
CREATE INDEX "tickets_team" ON "tickets" USING btree ("team","id");--> statement-breakpoint
CREATE INDEX "tickets_actor" ON "tickets" USING btree ("actor_id","id");--> statement-breakpoint
-- By hand: how groups go over time is read from the key's index alone.
ALTER TABLE "attempt_rollups" DROP CONSTRAINT "attempt_rollups_grain_start_mask_series_id_pk";--> statement-breakpoint
ALTER TABLE "attempt_rollups" ADD CONSTRAINT "attempt_rollups_grain_start_mask_series_id_pk" PRIMARY KEY ("grain","start","mask","series_id") INCLUDE ("calls","cost_nano_usd");--> statement-breakpoint
ALTER TABLE "triage_rollups" DROP CONSTRAINT "triage_rollups_grain_start_mask_series_id_pk";--> statement-breakpoint
ALTER TABLE "triage_rollups" ADD CONSTRAINT "triage_rollups_grain_start_mask_series_id_pk" PRIMARY KEY ("grain","start","mask","series_id") INCLUDE ("triages");
