CREATE TABLE "signals" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"phrase" text NOT NULL,
	"category" text NOT NULL,
	"strength" text NOT NULL,
	"note" text,
	"enabled" boolean NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"changed_by_id" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signals_category_known" CHECK ("signals"."category" in ('infra', 'app', 'data', 'security')),
	CONSTRAINT "signals_strength_known" CHECK ("signals"."strength" in ('strong', 'weak'))
);
--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "step_scores" integer[];--> statement-breakpoint
CREATE UNIQUE INDEX "signals_phrase" ON "signals" USING btree (lower("phrase"),"category");