-- By hand: a grain of four weeks, summed from the weeks that are there.
WITH "weeks" AS (
	SELECT date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') AS "start", r."mask", r."series_id", r."calls", r."outcome_succeeded", r."outcome_invalid_output", r."outcome_refused", r."outcome_provider_error", r."outcome_provider_auth", r."outcome_rate_limited", r."outcome_timed_out", r."outcome_aborted", r."purpose_first", r."purpose_retry", r."purpose_re_ask", r."purpose_without_schema", r."purpose_fall_back", r."purpose_escalation", r."repaired", r."simulated", r."input_tokens", r."cached_input_tokens", r."cache_write_tokens", r."output_tokens", r."reasoning_tokens", r."cost_nano_usd", r."cost_unknown", r."latency_bins", r."latency_counts"
	FROM "attempt_rollups" r
	WHERE r."grain" = 168
		AND date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') + interval '28 days' <= (SELECT "rolled_until" FROM "stats_progress")
),
"sums" AS (
	SELECT "start", "mask", "series_id", sum("calls") AS "calls", sum("outcome_succeeded") AS "outcome_succeeded", sum("outcome_invalid_output") AS "outcome_invalid_output", sum("outcome_refused") AS "outcome_refused", sum("outcome_provider_error") AS "outcome_provider_error", sum("outcome_provider_auth") AS "outcome_provider_auth", sum("outcome_rate_limited") AS "outcome_rate_limited", sum("outcome_timed_out") AS "outcome_timed_out", sum("outcome_aborted") AS "outcome_aborted", sum("purpose_first") AS "purpose_first", sum("purpose_retry") AS "purpose_retry", sum("purpose_re_ask") AS "purpose_re_ask", sum("purpose_without_schema") AS "purpose_without_schema", sum("purpose_fall_back") AS "purpose_fall_back", sum("purpose_escalation") AS "purpose_escalation", sum("repaired") AS "repaired", sum("simulated") AS "simulated", sum("input_tokens") AS "input_tokens", sum("cached_input_tokens") AS "cached_input_tokens", sum("cache_write_tokens") AS "cache_write_tokens", sum("output_tokens") AS "output_tokens", sum("reasoning_tokens") AS "reasoning_tokens", sum("cost_nano_usd") AS "cost_nano_usd", sum("cost_unknown") AS "cost_unknown"
	FROM "weeks" GROUP BY "start", "mask", "series_id"
),
"latency" AS (
	SELECT "start", "mask", "series_id", array_agg("bin" ORDER BY "bin") AS "latency_bins", array_agg("n" ORDER BY "bin") AS "latency_counts"
	FROM (
		SELECT "start", "mask", "series_id", "bin", sum("n")::integer AS "n"
		FROM "weeks", unnest("latency_bins", "latency_counts") AS u("bin", "n") GROUP BY "start", "mask", "series_id", "bin"
	) bins GROUP BY "start", "mask", "series_id"
)
INSERT INTO "attempt_rollups" ("grain", "start", "mask", "series_id", "calls", "outcome_succeeded", "outcome_invalid_output", "outcome_refused", "outcome_provider_error", "outcome_provider_auth", "outcome_rate_limited", "outcome_timed_out", "outcome_aborted", "purpose_first", "purpose_retry", "purpose_re_ask", "purpose_without_schema", "purpose_fall_back", "purpose_escalation", "repaired", "simulated", "input_tokens", "cached_input_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_nano_usd", "cost_unknown", "latency_bins", "latency_counts")
SELECT 672, "start", "mask", "series_id", "calls", "outcome_succeeded", "outcome_invalid_output", "outcome_refused", "outcome_provider_error", "outcome_provider_auth", "outcome_rate_limited", "outcome_timed_out", "outcome_aborted", "purpose_first", "purpose_retry", "purpose_re_ask", "purpose_without_schema", "purpose_fall_back", "purpose_escalation", "repaired", "simulated", "input_tokens", "cached_input_tokens", "cache_write_tokens", "output_tokens", "reasoning_tokens", "cost_nano_usd", "cost_unknown", coalesce("latency_bins", '{}'), coalesce("latency_counts", '{}')
FROM "sums" LEFT JOIN "latency" USING ("start", "mask", "series_id");--> statement-breakpoint
WITH "weeks" AS (
	SELECT date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') AS "start", r."mask", r."series_id", r."triages", r."status_queued", r."status_done", r."status_failed", r."path_model", r."path_cache", r."path_rules", r."path_human", r."cached", r."joined", r."degraded", r."degraded_timeout", r."degraded_rate_limited", r."degraded_provider_error", r."degraded_provider_auth", r."degraded_circuit_open", r."degraded_invalid_output", r."degraded_budget", r."degraded_overloaded", r."degraded_database", r."degraded_redaction", r."category_infra", r."category_app", r."category_data", r."category_security", r."category_unknown", r."severity_P0", r."severity_P1", r."severity_P2", r."severity_P3", r."review_none", r."review_pending", r."review_approved", r."review_corrected", r."accepted", r."step_scored", r."step_score", r."cost_nano_usd", r."cost_unknown", r."saved_nano_usd", r."saved_unknown", r."routing_saved_nano_usd", r."routing_saved_unknown", r."latency_bins", r."latency_counts"
	FROM "triage_rollups" r
	WHERE r."grain" = 168
		AND date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') + interval '28 days' <= (SELECT "rolled_until" FROM "stats_progress")
),
"sums" AS (
	SELECT "start", "mask", "series_id", sum("triages") AS "triages", sum("status_queued") AS "status_queued", sum("status_done") AS "status_done", sum("status_failed") AS "status_failed", sum("path_model") AS "path_model", sum("path_cache") AS "path_cache", sum("path_rules") AS "path_rules", sum("path_human") AS "path_human", sum("cached") AS "cached", sum("joined") AS "joined", sum("degraded") AS "degraded", sum("degraded_timeout") AS "degraded_timeout", sum("degraded_rate_limited") AS "degraded_rate_limited", sum("degraded_provider_error") AS "degraded_provider_error", sum("degraded_provider_auth") AS "degraded_provider_auth", sum("degraded_circuit_open") AS "degraded_circuit_open", sum("degraded_invalid_output") AS "degraded_invalid_output", sum("degraded_budget") AS "degraded_budget", sum("degraded_overloaded") AS "degraded_overloaded", sum("degraded_database") AS "degraded_database", sum("degraded_redaction") AS "degraded_redaction", sum("category_infra") AS "category_infra", sum("category_app") AS "category_app", sum("category_data") AS "category_data", sum("category_security") AS "category_security", sum("category_unknown") AS "category_unknown", sum("severity_P0") AS "severity_P0", sum("severity_P1") AS "severity_P1", sum("severity_P2") AS "severity_P2", sum("severity_P3") AS "severity_P3", sum("review_none") AS "review_none", sum("review_pending") AS "review_pending", sum("review_approved") AS "review_approved", sum("review_corrected") AS "review_corrected", sum("accepted") AS "accepted", sum("step_scored") AS "step_scored", sum("step_score") AS "step_score", sum("cost_nano_usd") AS "cost_nano_usd", sum("cost_unknown") AS "cost_unknown", sum("saved_nano_usd") AS "saved_nano_usd", sum("saved_unknown") AS "saved_unknown", sum("routing_saved_nano_usd") AS "routing_saved_nano_usd", sum("routing_saved_unknown") AS "routing_saved_unknown"
	FROM "weeks" GROUP BY "start", "mask", "series_id"
),
"latency" AS (
	SELECT "start", "mask", "series_id", array_agg("bin" ORDER BY "bin") AS "latency_bins", array_agg("n" ORDER BY "bin") AS "latency_counts"
	FROM (
		SELECT "start", "mask", "series_id", "bin", sum("n")::integer AS "n"
		FROM "weeks", unnest("latency_bins", "latency_counts") AS u("bin", "n") GROUP BY "start", "mask", "series_id", "bin"
	) bins GROUP BY "start", "mask", "series_id"
)
INSERT INTO "triage_rollups" ("grain", "start", "mask", "series_id", "triages", "status_queued", "status_done", "status_failed", "path_model", "path_cache", "path_rules", "path_human", "cached", "joined", "degraded", "degraded_timeout", "degraded_rate_limited", "degraded_provider_error", "degraded_provider_auth", "degraded_circuit_open", "degraded_invalid_output", "degraded_budget", "degraded_overloaded", "degraded_database", "degraded_redaction", "category_infra", "category_app", "category_data", "category_security", "category_unknown", "severity_P0", "severity_P1", "severity_P2", "severity_P3", "review_none", "review_pending", "review_approved", "review_corrected", "accepted", "step_scored", "step_score", "cost_nano_usd", "cost_unknown", "saved_nano_usd", "saved_unknown", "routing_saved_nano_usd", "routing_saved_unknown", "latency_bins", "latency_counts")
SELECT 672, "start", "mask", "series_id", "triages", "status_queued", "status_done", "status_failed", "path_model", "path_cache", "path_rules", "path_human", "cached", "joined", "degraded", "degraded_timeout", "degraded_rate_limited", "degraded_provider_error", "degraded_provider_auth", "degraded_circuit_open", "degraded_invalid_output", "degraded_budget", "degraded_overloaded", "degraded_database", "degraded_redaction", "category_infra", "category_app", "category_data", "category_security", "category_unknown", "severity_P0", "severity_P1", "severity_P2", "severity_P3", "review_none", "review_pending", "review_approved", "review_corrected", "accepted", "step_scored", "step_score", "cost_nano_usd", "cost_unknown", "saved_nano_usd", "saved_unknown", "routing_saved_nano_usd", "routing_saved_unknown", coalesce("latency_bins", '{}'), coalesce("latency_counts", '{}')
FROM "sums" LEFT JOIN "latency" USING ("start", "mask", "series_id");--> statement-breakpoint
WITH "weeks" AS (
	SELECT date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') AS "start", r."mask", r."series_id", r."confidence_bin", r."decided", r."approved", r."corrected", r."first_opinions", r."override_category", r."override_severity", r."override_summary", r."override_steps", r."second_opinions", r."agreed", r."claim_breaches", r."decide_breaches", r."confidence", r."category_right", r."claim_bins", r."claim_counts", r."decide_bins", r."decide_counts"
	FROM "review_rollups" r
	WHERE r."grain" = 168
		AND date_bin('28 days', r."start", timestamptz '1970-01-05 00:00:00+00') + interval '28 days' <= (SELECT "rolled_until" FROM "stats_progress")
),
"sums" AS (
	SELECT "start", "mask", "series_id", "confidence_bin", sum("decided") AS "decided", sum("approved") AS "approved", sum("corrected") AS "corrected", sum("first_opinions") AS "first_opinions", sum("override_category") AS "override_category", sum("override_severity") AS "override_severity", sum("override_summary") AS "override_summary", sum("override_steps") AS "override_steps", sum("second_opinions") AS "second_opinions", sum("agreed") AS "agreed", sum("claim_breaches") AS "claim_breaches", sum("decide_breaches") AS "decide_breaches", sum("confidence") AS "confidence", sum("category_right") AS "category_right"
	FROM "weeks" GROUP BY "start", "mask", "series_id", "confidence_bin"
),
"claim" AS (
	SELECT "start", "mask", "series_id", "confidence_bin", array_agg("bin" ORDER BY "bin") AS "claim_bins", array_agg("n" ORDER BY "bin") AS "claim_counts"
	FROM (
		SELECT "start", "mask", "series_id", "confidence_bin", "bin", sum("n")::integer AS "n"
		FROM "weeks", unnest("claim_bins", "claim_counts") AS u("bin", "n") GROUP BY "start", "mask", "series_id", "confidence_bin", "bin"
	) bins GROUP BY "start", "mask", "series_id", "confidence_bin"
),
"decide" AS (
	SELECT "start", "mask", "series_id", "confidence_bin", array_agg("bin" ORDER BY "bin") AS "decide_bins", array_agg("n" ORDER BY "bin") AS "decide_counts"
	FROM (
		SELECT "start", "mask", "series_id", "confidence_bin", "bin", sum("n")::integer AS "n"
		FROM "weeks", unnest("decide_bins", "decide_counts") AS u("bin", "n") GROUP BY "start", "mask", "series_id", "confidence_bin", "bin"
	) bins GROUP BY "start", "mask", "series_id", "confidence_bin"
)
INSERT INTO "review_rollups" ("grain", "start", "mask", "series_id", "confidence_bin", "decided", "approved", "corrected", "first_opinions", "override_category", "override_severity", "override_summary", "override_steps", "second_opinions", "agreed", "claim_breaches", "decide_breaches", "confidence", "category_right", "claim_bins", "claim_counts", "decide_bins", "decide_counts")
SELECT 672, "start", "mask", "series_id", "confidence_bin", "decided", "approved", "corrected", "first_opinions", "override_category", "override_severity", "override_summary", "override_steps", "second_opinions", "agreed", "claim_breaches", "decide_breaches", "confidence", "category_right", coalesce("claim_bins", '{}'), coalesce("claim_counts", '{}'), coalesce("decide_bins", '{}'), coalesce("decide_counts", '{}')
FROM "sums" LEFT JOIN "claim" USING ("start", "mask", "series_id", "confidence_bin") LEFT JOIN "decide" USING ("start", "mask", "series_id", "confidence_bin");
