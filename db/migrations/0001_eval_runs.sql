CREATE TABLE "eval_results" (
	"run_id" text COLLATE "C" NOT NULL,
	"case_id" text NOT NULL,
	"category" text NOT NULL,
	"severity" text NOT NULL,
	"confidence" double precision NOT NULL,
	"duplicate_of" text,
	"ms" double precision NOT NULL,
	CONSTRAINT "eval_results_run_id_case_id_pk" PRIMARY KEY("run_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "eval_runs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"eval_set" text NOT NULL,
	"eval_set_version" text NOT NULL,
	"engine" text NOT NULL,
	"models" text[] NOT NULL,
	"prompt_version" text NOT NULL,
	"policy_version" text NOT NULL,
	"schema_version" integer NOT NULL,
	"cases" integer NOT NULL,
	"scores" jsonb NOT NULL,
	"missed_gates" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "eval_results" ADD CONSTRAINT "eval_results_run_id_eval_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."eval_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "eval_runs_eval_set_idx" ON "eval_runs" USING btree ("eval_set","id");