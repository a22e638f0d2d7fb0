CREATE TABLE "eval_overrides" (
	"run_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"failed_gates" text[] NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eval_result_cards" (
	"run_id" text COLLATE "C" NOT NULL,
	"case_id" text NOT NULL,
	"repeat" integer NOT NULL,
	"card" jsonb NOT NULL,
	CONSTRAINT "eval_result_cards_run_id_case_id_repeat_pk" PRIMARY KEY("run_id","case_id","repeat")
);
--> statement-breakpoint
CREATE TABLE "eval_case_texts" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"text" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "eval_cases" (
	"hash" text COLLATE "C" PRIMARY KEY NOT NULL,
	"case_id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text,
	"service" text,
	"environment" text,
	"category" text,
	"category_alt" text[] NOT NULL,
	"severity_min" text,
	"severity_max" text,
	"label_origin" text,
	"runbook" text,
	"runbook_alt" text[] NOT NULL,
	"dup_of" text,
	"twin_of" text,
	"tags" text[] NOT NULL,
	CONSTRAINT "eval_cases_kind_known" CHECK ("eval_cases"."kind" in ('alert', 'ticket', 'log', 'stacktrace', 'issue', 'postmortem')),
	CONSTRAINT "eval_cases_environment_known" CHECK ("eval_cases"."environment" in ('production', 'staging', 'development')),
	CONSTRAINT "eval_cases_category_known" CHECK ("eval_cases"."category" in ('infra', 'app', 'data', 'security', 'unknown')),
	CONSTRAINT "eval_cases_severity_min_known" CHECK ("eval_cases"."severity_min" in ('P0', 'P1', 'P2', 'P3')),
	CONSTRAINT "eval_cases_severity_max_known" CHECK ("eval_cases"."severity_max" in ('P0', 'P1', 'P2', 'P3'))
);
--> statement-breakpoint
CREATE TABLE "eval_set_cases" (
	"set_name" text COLLATE "C" NOT NULL,
	"case_id" text NOT NULL,
	"added_in" integer NOT NULL,
	"removed_in" integer,
	"position" integer NOT NULL,
	"case_hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "eval_set_cases_set_name_case_id_added_in_pk" PRIMARY KEY("set_name","case_id","added_in")
);
--> statement-breakpoint
CREATE TABLE "eval_set_versions" (
	"set_name" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"version" text NOT NULL,
	"cases" integer NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "eval_set_versions_set_name_revision_pk" PRIMARY KEY("set_name","revision")
);
--> statement-breakpoint
CREATE TABLE "eval_sets" (
	"name" text COLLATE "C" PRIMARY KEY NOT NULL,
	"built_in" boolean NOT NULL,
	"revision" integer NOT NULL,
	"version" text NOT NULL,
	"cases" integer NOT NULL,
	"gates" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_scopes_known";--> statement-breakpoint
ALTER TABLE "eval_results" DROP CONSTRAINT "eval_results_run_id_case_id_pk";--> statement-breakpoint
ALTER TABLE "eval_runs" ALTER COLUMN "scores" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "repeat" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "position" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "case_hash" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "runbooks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "degraded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "simulated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "passed" boolean;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "card_valid" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "steps" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "actionable_steps" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_results" ADD COLUMN "cost_nano_usd" bigint;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "scorer_version" text DEFAULT 'scorer_0' NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "product_version" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "product_commit" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "repeats" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "baseline_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "status" text DEFAULT 'done' NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "worker" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "lease_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "analysis" jsonb;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "gates_version" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "gates" jsonb;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "simulated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "cost_nano_usd" bigint;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "started_by" text;--> statement-breakpoint
ALTER TABLE "eval_runs" ADD COLUMN "finished_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "eval_overrides" ADD CONSTRAINT "eval_overrides_run_id_eval_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."eval_runs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_result_cards" ADD CONSTRAINT "eval_result_cards_run_id_eval_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."eval_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_case_texts" ADD CONSTRAINT "eval_case_texts_hash_eval_cases_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."eval_cases"("hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_set_cases" ADD CONSTRAINT "eval_set_cases_set_name_eval_sets_name_fk" FOREIGN KEY ("set_name") REFERENCES "public"."eval_sets"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_set_cases" ADD CONSTRAINT "eval_set_cases_case_hash_eval_cases_hash_fk" FOREIGN KEY ("case_hash") REFERENCES "public"."eval_cases"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "eval_set_versions" ADD CONSTRAINT "eval_set_versions_set_name_eval_sets_name_fk" FOREIGN KEY ("set_name") REFERENCES "public"."eval_sets"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "eval_set_cases_position" ON "eval_set_cases" USING btree ("set_name","position");--> statement-breakpoint
CREATE INDEX "eval_set_cases_hash" ON "eval_set_cases" USING btree ("case_hash");--> statement-breakpoint
CREATE INDEX "eval_set_versions_version" ON "eval_set_versions" USING btree ("set_name","version");--> statement-breakpoint
ALTER TABLE "eval_results" ADD CONSTRAINT "eval_results_case_hash_eval_cases_hash_fk" FOREIGN KEY ("case_hash") REFERENCES "public"."eval_cases"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "eval_results_once" ON "eval_results" USING btree ("run_id","case_id","repeat");--> statement-breakpoint
CREATE INDEX "eval_results_position" ON "eval_results" USING btree ("run_id","position");--> statement-breakpoint
CREATE INDEX "eval_results_case_hash" ON "eval_results" USING btree ("case_hash");--> statement-breakpoint
CREATE INDEX "eval_runs_status" ON "eval_runs" USING btree ("status","id");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_scopes_known" CHECK ("api_keys"."scopes" <@ array['triage:write', 'triage:read', 'review:write', 'stats:read', 'evals:write', 'metrics:read', 'admin']);--> statement-breakpoint
ALTER TABLE "eval_results" ADD CONSTRAINT "eval_results_category_known" CHECK ("eval_results"."category" in ('infra', 'app', 'data', 'security', 'unknown'));--> statement-breakpoint
ALTER TABLE "eval_results" ADD CONSTRAINT "eval_results_severity_known" CHECK ("eval_results"."severity" in ('P0', 'P1', 'P2', 'P3'));--> statement-breakpoint
ALTER TABLE "eval_runs" ADD CONSTRAINT "eval_runs_engine_known" CHECK ("eval_runs"."engine" in ('rules', 'model', 'auto'));--> statement-breakpoint
ALTER TABLE "eval_runs" ADD CONSTRAINT "eval_runs_status_known" CHECK ("eval_runs"."status" in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted'));