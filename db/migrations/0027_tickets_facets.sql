-- By hand: what is built comes first and what is dropped last, so that lists can be read until the end. While the two
-- indexes are built, what is to be stored waits: about half a minute on 1,400,000 tickets. The gateway answers meanwhile
-- and keeps what it cannot store in its journal.
CREATE INDEX "triages_reading" ON "triages" USING btree ("model","tier","prompt_version","policy_version","ticket_id","id");--> statement-breakpoint
CREATE INDEX "tickets_facets" ON "tickets" USING gin ((array['time:' || substr("id", 5, 4), 'category:' || "category", 'severity:' || "severity", 'path:' || "path", 'review:' || "review_state", 'confidence:' || (case when "confidence" >= 0.85 then 'high' when "confidence" >= 0.7 then 'medium' when "confidence" is not null then 'low' end), 'source:' || coalesce("source", ''), 'service:' || coalesce("service", ''), 'team:' || coalesce("team", ''), 'key:' || case when "actor_type" = 'api_key' then "actor_id" else '' end])) WITH (fastupdate=false);--> statement-breakpoint
-- By hand: the planner learns how common each facet is.
ANALYZE "tickets";--> statement-breakpoint
DROP INDEX "tickets_category";--> statement-breakpoint
DROP INDEX "tickets_severity";--> statement-breakpoint
DROP INDEX "tickets_path";--> statement-breakpoint
DROP INDEX "tickets_review_state";--> statement-breakpoint
DROP INDEX "tickets_source";--> statement-breakpoint
DROP INDEX "tickets_service";--> statement-breakpoint
DROP INDEX "tickets_team";--> statement-breakpoint
DROP INDEX "tickets_actor";--> statement-breakpoint
DROP INDEX "tickets_confidence_band";--> statement-breakpoint
DROP INDEX "tickets_filters";
