-- By hand: hours with degraded cards that a better one has replaced are summed again; elsewhere there is nothing to count.
ALTER TABLE "triage_rollups" ADD COLUMN "replaced" integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "triage_rollups" ALTER COLUMN "replaced" DROP DEFAULT;--> statement-breakpoint
INSERT INTO "stats_changes" ("hour")
SELECT DISTINCT stats_hour(t."created_at")
FROM "card_versions" v JOIN "triages" t ON t."id" = v."triage_id"
WHERE v."version" = 1 AND (v."origin" ->> 'degraded')::boolean;
