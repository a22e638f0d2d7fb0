CREATE TABLE "policy_activations" (
	"number" bigint PRIMARY KEY NOT NULL,
	"version" text COLLATE "C" NOT NULL,
	"previous" text COLLATE "C",
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"environment" jsonb NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"activated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_activations_kind_known" CHECK ("policy_activations"."kind" in ('environment', 'change', 'roll_back'))
);
--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"version" text COLLATE "C" PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"created_by_id" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "policy_activations" ADD CONSTRAINT "policy_activations_version_policy_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_activations" ADD CONSTRAINT "policy_activations_previous_policy_versions_version_fk" FOREIGN KEY ("previous") REFERENCES "public"."policy_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "policy_activations_version" ON "policy_activations" USING btree ("version");