CREATE TABLE "attempt_rollups" (
	"grain" smallint NOT NULL,
	"start" timestamp (3) with time zone NOT NULL,
	"series_id" integer NOT NULL,
	"calls" integer NOT NULL,
	"outcome_succeeded" integer NOT NULL,
	"outcome_invalid_output" integer NOT NULL,
	"outcome_refused" integer NOT NULL,
	"outcome_provider_error" integer NOT NULL,
	"outcome_provider_auth" integer NOT NULL,
	"outcome_rate_limited" integer NOT NULL,
	"outcome_timed_out" integer NOT NULL,
	"outcome_aborted" integer NOT NULL,
	"purpose_first" integer NOT NULL,
	"purpose_retry" integer NOT NULL,
	"purpose_re_ask" integer NOT NULL,
	"purpose_without_schema" integer NOT NULL,
	"purpose_fall_back" integer NOT NULL,
	"purpose_escalation" integer NOT NULL,
	"repaired" integer NOT NULL,
	"simulated" integer NOT NULL,
	"input_tokens" bigint NOT NULL,
	"cached_input_tokens" bigint NOT NULL,
	"cache_write_tokens" bigint NOT NULL,
	"output_tokens" bigint NOT NULL,
	"reasoning_tokens" bigint NOT NULL,
	"cost_nano_usd" bigint NOT NULL,
	"cost_unknown" integer NOT NULL,
	"latency_bins" smallint[] NOT NULL,
	"latency_counts" integer[] NOT NULL,
	CONSTRAINT "attempt_rollups_grain_start_series_id_pk" PRIMARY KEY("grain","start","series_id")
);
--> statement-breakpoint
CREATE TABLE "review_rollups" (
	"grain" smallint NOT NULL,
	"start" timestamp (3) with time zone NOT NULL,
	"series_id" integer NOT NULL,
	"confidence_bin" smallint NOT NULL,
	"decided" integer NOT NULL,
	"approved" integer NOT NULL,
	"corrected" integer NOT NULL,
	"first_opinions" integer NOT NULL,
	"override_category" integer NOT NULL,
	"override_severity" integer NOT NULL,
	"override_summary" integer NOT NULL,
	"override_steps" integer NOT NULL,
	"second_opinions" integer NOT NULL,
	"agreed" integer NOT NULL,
	"claim_breaches" integer NOT NULL,
	"decide_breaches" integer NOT NULL,
	"category_right" integer NOT NULL,
	"confidence" double precision NOT NULL,
	"claim_bins" smallint[] NOT NULL,
	"claim_counts" integer[] NOT NULL,
	"decide_bins" smallint[] NOT NULL,
	"decide_counts" integer[] NOT NULL,
	CONSTRAINT "review_rollups_grain_start_series_id_confidence_bin_pk" PRIMARY KEY("grain","start","series_id","confidence_bin")
);
--> statement-breakpoint
CREATE TABLE "stats_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stats_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"hour" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stats_progress" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"rolled_until" timestamp (3) with time zone,
	"closing_until" timestamp (3) with time zone,
	"closing_before" "xid8",
	CONSTRAINT "stats_progress_one_row" CHECK ("stats_progress"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "stats_series" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "stats_series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"account" text NOT NULL,
	"model" text NOT NULL,
	"tier" text NOT NULL,
	"team" text NOT NULL,
	"api_key_id" text COLLATE "C" NOT NULL,
	"source" text NOT NULL,
	"prompt_version" text NOT NULL,
	"policy_version" text NOT NULL,
	"path" text NOT NULL,
	CONSTRAINT "stats_series_known" UNIQUE("account","model","tier","team","api_key_id","source","prompt_version","policy_version","path")
);
--> statement-breakpoint
CREATE TABLE "stats_sources" (
	"source" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "triage_rollups" (
	"grain" smallint NOT NULL,
	"start" timestamp (3) with time zone NOT NULL,
	"series_id" integer NOT NULL,
	"triages" integer NOT NULL,
	"status_queued" integer NOT NULL,
	"status_done" integer NOT NULL,
	"status_failed" integer NOT NULL,
	"path_model" integer NOT NULL,
	"path_cache" integer NOT NULL,
	"path_rules" integer NOT NULL,
	"path_human" integer NOT NULL,
	"cached" integer NOT NULL,
	"joined" integer NOT NULL,
	"degraded" integer NOT NULL,
	"degraded_timeout" integer NOT NULL,
	"degraded_rate_limited" integer NOT NULL,
	"degraded_provider_error" integer NOT NULL,
	"degraded_provider_auth" integer NOT NULL,
	"degraded_circuit_open" integer NOT NULL,
	"degraded_invalid_output" integer NOT NULL,
	"degraded_budget" integer NOT NULL,
	"degraded_overloaded" integer NOT NULL,
	"degraded_database" integer NOT NULL,
	"degraded_redaction" integer NOT NULL,
	"category_infra" integer NOT NULL,
	"category_app" integer NOT NULL,
	"category_data" integer NOT NULL,
	"category_security" integer NOT NULL,
	"category_unknown" integer NOT NULL,
	"severity_P0" integer NOT NULL,
	"severity_P1" integer NOT NULL,
	"severity_P2" integer NOT NULL,
	"severity_P3" integer NOT NULL,
	"review_none" integer NOT NULL,
	"review_pending" integer NOT NULL,
	"review_approved" integer NOT NULL,
	"review_corrected" integer NOT NULL,
	"accepted" integer NOT NULL,
	"step_scored" integer NOT NULL,
	"cost_nano_usd" bigint NOT NULL,
	"cost_unknown" integer NOT NULL,
	"saved_nano_usd" bigint NOT NULL,
	"saved_unknown" integer NOT NULL,
	"step_score" double precision NOT NULL,
	"latency_bins" smallint[] NOT NULL,
	"latency_counts" integer[] NOT NULL,
	CONSTRAINT "triage_rollups_grain_start_series_id_pk" PRIMARY KEY("grain","start","series_id")
);
--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "reuse" text;--> statement-breakpoint
CREATE INDEX "stats_changes_hour" ON "stats_changes" USING btree ("hour");--> statement-breakpoint
ALTER TABLE "triages" ADD CONSTRAINT "triages_reuse_known" CHECK ("triages"."reuse" in ('cache', 'join'));
--> statement-breakpoint
-- By hand: what is over and changes is noted with the change, whoever makes it. The hour that is open is not noted: it
-- is read from its rows until every transaction that may have written to it has ended.
INSERT INTO "stats_progress" ("id") VALUES (1);--> statement-breakpoint
CREATE FUNCTION stats_hour(moment timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN date_bin('1 hour', moment, timestamptz '1970-01-05 00:00:00+00');--> statement-breakpoint
CREATE FUNCTION note_stats_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_ARGV[0] = 'started_at' THEN
		INSERT INTO stats_changes (hour)
		SELECT DISTINCT stats_hour(started_at) FROM changed WHERE stats_hour(started_at) <> stats_hour(clock_timestamp());
	ELSE
		INSERT INTO stats_changes (hour)
		SELECT DISTINCT stats_hour(created_at) FROM changed WHERE stats_hour(created_at) <> stats_hour(clock_timestamp());
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER stats_attempts_added AFTER INSERT ON "attempts" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION note_stats_change('started_at');--> statement-breakpoint
CREATE TRIGGER stats_triages_added AFTER INSERT ON "triages" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION note_stats_change('created_at');--> statement-breakpoint
CREATE TRIGGER stats_triages_changed AFTER UPDATE ON "triages" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION note_stats_change('created_at');--> statement-breakpoint
CREATE TRIGGER stats_decisions_added AFTER INSERT ON "review_decisions" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION note_stats_change('created_at');--> statement-breakpoint
CREATE TRIGGER stats_decisions_changed AFTER UPDATE ON "review_decisions" REFERENCING NEW TABLE AS changed
	FOR EACH STATEMENT EXECUTE FUNCTION note_stats_change('created_at');
--> statement-breakpoint
-- By hand: rows of a short time. The planner takes any two bounds that it does not know for a ninth of a table, and would
-- read the tables joined to it from end to end; of a function it believes how many rows come back.
CREATE FUNCTION attempts_between(starts timestamptz, ends timestamptz) RETURNS SETOF attempts
	LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 AS $$
BEGIN
	RETURN QUERY SELECT * FROM attempts WHERE started_at >= starts AND started_at < ends;
END $$;--> statement-breakpoint
CREATE FUNCTION triages_between(starts timestamptz, ends timestamptz) RETURNS SETOF triages
	LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 100 AS $$
BEGIN
	RETURN QUERY SELECT * FROM triages WHERE created_at >= starts AND created_at < ends;
END $$;--> statement-breakpoint
CREATE FUNCTION review_decisions_between(starts timestamptz, ends timestamptz) RETURNS SETOF review_decisions
	LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 20 AS $$
BEGIN
	RETURN QUERY SELECT * FROM review_decisions WHERE created_at >= starts AND created_at < ends;
END $$;
