ALTER TABLE "deliveries" DROP CONSTRAINT "deliveries_type_known";--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_type_known";--> statement-breakpoint
ALTER TABLE "review_decisions" DROP CONSTRAINT "review_decisions_action_known";--> statement-breakpoint
ALTER TABLE "review_decisions" ADD COLUMN "act_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "escalated_clock" text;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "escalated_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reviews" ADD COLUMN "acknowledged_by_name" text;--> statement-breakpoint
CREATE INDEX "review_decisions_act" ON "review_decisions" USING btree ("act_id") WHERE "review_decisions"."act_id" is not null;--> statement-breakpoint
CREATE INDEX "reviews_escalated" ON "reviews" USING btree ("escalated_at") WHERE "reviews"."state" = 'open' and "reviews"."escalated_at" is not null and "reviews"."acknowledged_by_name" is null;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_type_known" CHECK ("deliveries"."type" in ('triage.completed', 'triage.replaced', 'review.decided', 'review.escalated'));--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_type_known" CHECK ("events"."type" in ('triage.completed', 'triage.replaced', 'review.decided', 'review.escalated', 'budget.warning', 'price.unknown'));--> statement-breakpoint
ALTER TABLE "review_decisions" ADD CONSTRAINT "review_decisions_action_known" CHECK ("review_decisions"."action" in ('approve', 'correct', 'skip', 'snooze', 'undo', 'reopen', 'second_opinion', 'request', 'escalate', 'acknowledge'));--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_escalated_clock_known" CHECK ("reviews"."escalated_clock" in ('claim', 'decide'));