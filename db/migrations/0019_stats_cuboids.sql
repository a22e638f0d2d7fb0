-- By hand: the rows are summed anew, by the job, from the rows they were made of; figures are read from these until then.
TRUNCATE "attempt_rollups", "triage_rollups", "review_rollups", "stats_series";--> statement-breakpoint
UPDATE "stats_progress" SET "rolled_until" = NULL;--> statement-breakpoint
DELETE FROM "stats_changes";--> statement-breakpoint
ALTER TABLE "stats_series" DROP CONSTRAINT "stats_series_known";--> statement-breakpoint
ALTER TABLE "attempt_rollups" DROP CONSTRAINT "attempt_rollups_grain_start_series_id_pk";--> statement-breakpoint
ALTER TABLE "review_rollups" DROP CONSTRAINT "review_rollups_grain_start_series_id_confidence_bin_pk";--> statement-breakpoint
ALTER TABLE "triage_rollups" DROP CONSTRAINT "triage_rollups_grain_start_series_id_pk";--> statement-breakpoint
ALTER TABLE "attempt_rollups" ADD COLUMN "mask" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "review_rollups" ADD COLUMN "mask" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "stats_series" ADD COLUMN "mask" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "triage_rollups" ADD COLUMN "mask" smallint NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt_rollups" ADD CONSTRAINT "attempt_rollups_grain_start_mask_series_id_pk" PRIMARY KEY("grain","start","mask","series_id");--> statement-breakpoint
ALTER TABLE "review_rollups" ADD CONSTRAINT "review_rollups_grain_start_mask_series_id_confidence_bin_pk" PRIMARY KEY("grain","start","mask","series_id","confidence_bin");--> statement-breakpoint
ALTER TABLE "triage_rollups" ADD CONSTRAINT "triage_rollups_grain_start_mask_series_id_pk" PRIMARY KEY("grain","start","mask","series_id");--> statement-breakpoint
ALTER TABLE "stats_series" ADD CONSTRAINT "stats_series_known" UNIQUE("mask","account","model","tier","team","api_key_id","source","prompt_version","policy_version","path");
