CREATE TABLE "prompt_versions" (
	"version" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"note" text NOT NULL,
	"built_in" boolean NOT NULL,
	"based_on" text COLLATE "C",
	"schema_version" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "attempts_failed" ON "attempts" USING btree ("model","started_at") WHERE "attempts"."outcome" <> 'succeeded';