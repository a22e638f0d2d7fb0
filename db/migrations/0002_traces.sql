CREATE TABLE "triage_traces" (
	"triage_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"events" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "purpose" text DEFAULT 'first' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "repairs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "triage_traces" ADD CONSTRAINT "triage_traces_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_purpose_known" CHECK ("attempts"."purpose" in ('first', 'retry', 're_ask', 'without_schema', 'fall_back', 'escalation'));