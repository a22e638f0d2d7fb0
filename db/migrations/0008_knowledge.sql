CREATE TABLE "runbook_sections" (
	"runbook_id" text COLLATE "C" NOT NULL,
	"ordinal" integer NOT NULL,
	"path" text[] NOT NULL,
	"text" text NOT NULL,
	"length" integer NOT NULL,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "runbook_sections_runbook_id_ordinal_pk" PRIMARY KEY("runbook_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "runbook_sources" (
	"source" text PRIMARY KEY NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"removed" integer NOT NULL,
	"unchanged" integer NOT NULL,
	"refused" jsonb NOT NULL,
	"imported_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runbook_terms" (
	"term" text COLLATE "C" PRIMARY KEY NOT NULL,
	"documents" integer NOT NULL,
	"titles" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "runbooks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"source" text NOT NULL,
	"content_hash" text NOT NULL,
	"sections" integer NOT NULL,
	"name_key" text NOT NULL,
	"title_terms" text[] NOT NULL,
	"title_joined" text[] NOT NULL,
	"search" "tsvector" NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "triage_runbooks" (
	"triage_id" text COLLATE "C" NOT NULL,
	"rank" integer NOT NULL,
	"runbook_id" text COLLATE "C" NOT NULL,
	"title" text NOT NULL,
	"section" text NOT NULL,
	"section_ordinal" integer NOT NULL,
	"score" double precision NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "triage_runbooks_triage_id_rank_pk" PRIMARY KEY("triage_id","rank")
);
--> statement-breakpoint
ALTER TABLE "runbook_sections" ADD CONSTRAINT "runbook_sections_runbook_id_runbooks_id_fk" FOREIGN KEY ("runbook_id") REFERENCES "public"."runbooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_runbooks" ADD CONSTRAINT "triage_runbooks_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "runbooks_source" ON "runbooks" USING btree ("source","id");--> statement-breakpoint
CREATE INDEX "runbooks_search" ON "runbooks" USING gin ("search");--> statement-breakpoint
CREATE INDEX "runbooks_title_terms" ON "runbooks" USING gin ("title_terms");--> statement-breakpoint
CREATE INDEX "triage_runbooks_used" ON "triage_runbooks" USING btree ("runbook_id","created_at");--> statement-breakpoint
-- By hand: trigrams find runbooks by nearly their name. Trusted since PostgreSQL 13, so that the database's owner may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE INDEX "runbooks_name_key" ON "runbooks" USING gin ("name_key" gin_trgm_ops);
