CREATE TABLE "removed_runbooks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"content_hash" text NOT NULL,
	"sections" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone NOT NULL,
	"removed_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "runbook_sources" ADD COLUMN "changes" jsonb DEFAULT '{"added":[],"changed":[],"removed":[]}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "runbook_sources" ADD COLUMN "is_folder" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "runbook_sources" ADD COLUMN "commit" text;--> statement-breakpoint
ALTER TABLE "runbook_sources" ADD COLUMN "branch" text;--> statement-breakpoint
CREATE INDEX "removed_runbooks_newest" ON "removed_runbooks" USING btree ("removed_at");