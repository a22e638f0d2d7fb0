CREATE TABLE "api_keys" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"team" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_keys_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "api_keys_scopes_known" CHECK ("api_keys"."scopes" <@ array['triage:write', 'triage:read', 'review:write', 'stats:read', 'metrics:read', 'admin'])
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"triage_id" text COLLATE "C" NOT NULL,
	"ordinal" integer NOT NULL,
	"model" text NOT NULL,
	"tier" text NOT NULL,
	"outcome" text NOT NULL,
	"status_code" integer,
	"started_at" timestamp (3) with time zone NOT NULL,
	"wait_ms" double precision NOT NULL,
	"ms" double precision NOT NULL,
	"input_tokens" integer,
	"cached_input_tokens" integer,
	"cache_write_tokens" integer,
	"output_tokens" integer,
	"reasoning_tokens" integer,
	"cost_nano_usd" bigint,
	"detail" text,
	"prompt_version" text NOT NULL,
	CONSTRAINT "attempts_tier_known" CHECK ("attempts"."tier" in ('cheap', 'strong')),
	CONSTRAINT "attempts_outcome_known" CHECK ("attempts"."outcome" in ('succeeded', 'invalid_output', 'refused', 'provider_error', 'provider_auth', 'rate_limited', 'timed_out', 'aborted'))
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"ticket_id" text COLLATE "C" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "events_type_known" CHECK ("events"."type" in ('triage.completed'))
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"incident_key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"first_triage_id" text COLLATE "C" NOT NULL,
	"reusable_triage_id" text COLLATE "C",
	"reusable_until" timestamp (3) with time zone,
	"occurrences" integer NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "ticket_texts" (
	"ticket_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"metadata" jsonb
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"source" text,
	"service" text,
	"environment" text,
	"external_id" text,
	"callback_url" text,
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"team" text,
	"search" "tsvector" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"triage_id" text COLLATE "C" NOT NULL,
	"incident_key" text COLLATE "C" NOT NULL,
	"status" text NOT NULL,
	"category" text,
	"severity" text,
	"summary" text,
	"confidence" double precision,
	"path" text NOT NULL,
	"degraded" boolean NOT NULL,
	"degraded_reason" text,
	"review_state" text NOT NULL,
	CONSTRAINT "tickets_title_length" CHECK (char_length("tickets"."title") <= 160),
	CONSTRAINT "tickets_environment_known" CHECK ("tickets"."environment" in ('production', 'staging', 'development')),
	CONSTRAINT "tickets_actor_type_known" CHECK ("tickets"."actor_type" in ('user', 'api_key', 'system')),
	CONSTRAINT "tickets_status_known" CHECK ("tickets"."status" in ('queued', 'done', 'failed')),
	CONSTRAINT "tickets_category_known" CHECK ("tickets"."category" in ('infra', 'app', 'data', 'security', 'unknown')),
	CONSTRAINT "tickets_severity_known" CHECK ("tickets"."severity" in ('P0', 'P1', 'P2', 'P3')),
	CONSTRAINT "tickets_path_known" CHECK ("tickets"."path" in ('model', 'cache', 'rules', 'human')),
	CONSTRAINT "tickets_degraded_reason_known" CHECK ("tickets"."degraded_reason" in ('timeout', 'rate_limited', 'provider_error', 'provider_auth', 'circuit_open', 'invalid_output', 'budget', 'overloaded', 'database', 'redaction')),
	CONSTRAINT "tickets_review_state_known" CHECK ("tickets"."review_state" in ('none', 'pending', 'approved', 'corrected'))
);
--> statement-breakpoint
CREATE TABLE "triage_cards" (
	"triage_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"card" jsonb NOT NULL,
	"facts" jsonb
);
--> statement-breakpoint
CREATE TABLE "triages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"ticket_id" text COLLATE "C" NOT NULL,
	"status" text NOT NULL,
	"fingerprint" text NOT NULL,
	"incident_key" text COLLATE "C" NOT NULL,
	"duplicate_of" text COLLATE "C",
	"category" text,
	"severity" text,
	"confidence" double precision,
	"path" text NOT NULL,
	"degraded" boolean NOT NULL,
	"degraded_reason" text,
	"tier" text,
	"model" text,
	"simulated" boolean NOT NULL,
	"prompt_version" text,
	"policy_version" text NOT NULL,
	"schema_version" integer,
	"review_state" text NOT NULL,
	"review_reasons" text[] NOT NULL,
	"model_calls" integer NOT NULL,
	"input_tokens" integer NOT NULL,
	"cached_input_tokens" integer NOT NULL,
	"output_tokens" integer NOT NULL,
	"reasoning_tokens" integer NOT NULL,
	"cost_nano_usd" bigint,
	"total_ms" double precision NOT NULL,
	"model_ms" double precision NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "triages_status_known" CHECK ("triages"."status" in ('queued', 'done', 'failed')),
	CONSTRAINT "triages_category_known" CHECK ("triages"."category" in ('infra', 'app', 'data', 'security', 'unknown')),
	CONSTRAINT "triages_severity_known" CHECK ("triages"."severity" in ('P0', 'P1', 'P2', 'P3')),
	CONSTRAINT "triages_path_known" CHECK ("triages"."path" in ('model', 'cache', 'rules', 'human')),
	CONSTRAINT "triages_degraded_reason_known" CHECK ("triages"."degraded_reason" in ('timeout', 'rate_limited', 'provider_error', 'provider_auth', 'circuit_open', 'invalid_output', 'budget', 'overloaded', 'database', 'redaction')),
	CONSTRAINT "triages_tier_known" CHECK ("triages"."tier" in ('cheap', 'strong')),
	CONSTRAINT "triages_review_state_known" CHECK ("triages"."review_state" in ('none', 'pending', 'approved', 'corrected'))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL,
	CONSTRAINT "rate_limits_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"user_id" text COLLATE "C" NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"role" text NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role_known" CHECK ("users"."role" in ('agent', 'reviewer', 'manager', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_texts" ADD CONSTRAINT "ticket_texts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_cards" ADD CONSTRAINT "triage_cards_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triages" ADD CONSTRAINT "triages_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_triage" ON "attempts" USING btree ("triage_id","ordinal");--> statement-breakpoint
CREATE INDEX "events_created_at" ON "events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "events_ticket" ON "events" USING btree ("ticket_id");--> statement-breakpoint
CREATE INDEX "tickets_category" ON "tickets" USING btree ("category","id");--> statement-breakpoint
CREATE INDEX "tickets_severity" ON "tickets" USING btree ("severity","id");--> statement-breakpoint
CREATE INDEX "tickets_path" ON "tickets" USING btree ("path","id");--> statement-breakpoint
CREATE INDEX "tickets_review_state" ON "tickets" USING btree ("review_state","id");--> statement-breakpoint
CREATE INDEX "tickets_source" ON "tickets" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "tickets_service" ON "tickets" USING btree ("service","id");--> statement-breakpoint
CREATE INDEX "tickets_created_at" ON "tickets" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "tickets_search" ON "tickets" USING gin ("search");--> statement-breakpoint
CREATE INDEX "triages_ticket" ON "triages" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "triages_created_at" ON "triages" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");