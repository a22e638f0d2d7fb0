CREATE TABLE "review_decisions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"triage_id" text COLLATE "C" NOT NULL,
	"action" text NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text NOT NULL,
	"reason" text,
	"before" jsonb,
	"after" jsonb,
	"repeats" integer DEFAULT 0 NOT NULL,
	"second_opinion" boolean DEFAULT false NOT NULL,
	"undone" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "review_decisions_action_known" CHECK ("review_decisions"."action" in ('approve', 'correct', 'skip', 'snooze', 'undo', 'reopen', 'second_opinion', 'request'))
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"triage_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"incident_key" text COLLATE "C" NOT NULL,
	"state" text NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"claim_due_at" timestamp (3) with time zone NOT NULL,
	"decide_due_at" timestamp (3) with time zone NOT NULL,
	"first_claimed_at" timestamp (3) with time zone,
	"claimed_by" text COLLATE "C",
	"claimed_by_name" text,
	"claim_expires_at" timestamp (3) with time zone,
	"snoozed_until" timestamp (3) with time zone,
	"skipped_by" text[] NOT NULL,
	"second_opinion_of" text COLLATE "C",
	"decided_at" timestamp (3) with time zone,
	"decided_by_name" text,
	"decided_action" text,
	CONSTRAINT "reviews_state_known" CHECK ("reviews"."state" in ('open', 'decided'))
);
--> statement-breakpoint
ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_type_known";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_type_known";--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "review_decisions_triage" ON "review_decisions" USING btree ("triage_id","id");--> statement-breakpoint
CREATE INDEX "review_decisions_actor" ON "review_decisions" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "review_decisions_created_at" ON "review_decisions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "reviews_queue" ON "reviews" USING btree ("decide_due_at","triage_id") WHERE "reviews"."state" = 'open';--> statement-breakpoint
CREATE INDEX "reviews_queued_at" ON "reviews" USING btree ("queued_at") WHERE "reviews"."state" = 'open';--> statement-breakpoint
CREATE INDEX "reviews_claim_due" ON "reviews" USING btree ("claim_due_at") WHERE "reviews"."state" = 'open';--> statement-breakpoint
CREATE INDEX "reviews_decided" ON "reviews" USING btree ("decided_at","triage_id") WHERE "reviews"."state" = 'decided';--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_open_incident" ON "reviews" USING btree ("incident_key") WHERE "reviews"."state" = 'open';--> statement-breakpoint
CREATE INDEX "tickets_triage" ON "tickets" USING btree ("triage_id");--> statement-breakpoint
CREATE INDEX "triages_incident" ON "triages" USING btree ("incident_key","id");--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_type_known" CHECK ("deliveries"."type" in ('triage.completed', 'triage.replaced', 'review.decided'));--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_type_known" CHECK ("events"."type" in ('triage.completed', 'triage.replaced', 'review.decided'));