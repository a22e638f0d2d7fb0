ALTER TABLE "attempts" DROP CONSTRAINT "attempts_triage_id_triages_id_fk";
--> statement-breakpoint
ALTER TABLE "attempts" ALTER COLUMN "triage_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "account" text DEFAULT 'triage' NOT NULL;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "eval_run_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "api_key_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "team" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "source" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "cache_write_1h_tokens" integer;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "prices_version" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "policy_version" text;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "simulated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "saved_nano_usd" bigint DEFAULT 0;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_eval_run_id_eval_runs_id_fk" FOREIGN KEY ("eval_run_id") REFERENCES "public"."eval_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempts_eval_run" ON "attempts" USING btree ("eval_run_id");--> statement-breakpoint
CREATE INDEX "attempts_started_at" ON "attempts" USING btree ("started_at");--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_account_known" CHECK ("attempts"."account" in ('triage', 'eval'));