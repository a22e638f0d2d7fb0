CREATE TABLE "budget_reservations" (
	"id" text COLLATE "C" NOT NULL,
	"budget_id" text COLLATE "C" NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"nano_usd" bigint NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budget_reservations_id_budget_id_pk" PRIMARY KEY("id","budget_id")
);
--> statement-breakpoint
CREATE TABLE "budget_uses" (
	"budget_id" text COLLATE "C" NOT NULL,
	"period_start" timestamp (3) with time zone NOT NULL,
	"spent_nano_usd" bigint NOT NULL,
	"reserved_nano_usd" bigint NOT NULL,
	"warned_percent" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_uses_budget_id_period_start_pk" PRIMARY KEY("budget_id","period_start"),
	CONSTRAINT "budget_uses_not_negative" CHECK ("budget_uses"."spent_nano_usd" >= 0 and "budget_uses"."reserved_nano_usd" >= 0)
);
--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"team" text,
	"api_key_id" text COLLATE "C",
	"period" text NOT NULL,
	"limit_nano_usd" bigint NOT NULL,
	"over_budget" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "budgets_once" UNIQUE NULLS NOT DISTINCT("subject","team","api_key_id","period","over_budget","origin"),
	CONSTRAINT "budgets_subject_known" CHECK ("budgets"."subject" in ('everything', 'team', 'key', 'evals')),
	CONSTRAINT "budgets_period_known" CHECK ("budgets"."period" in ('day', 'month')),
	CONSTRAINT "budgets_over_budget_known" CHECK ("budgets"."over_budget" in ('rules', 'cheap_only')),
	CONSTRAINT "budgets_origin_known" CHECK ("budgets"."origin" in ('environment', 'console')),
	CONSTRAINT "budgets_limit_positive" CHECK ("budgets"."limit_nano_usd" > 0)
);
--> statement-breakpoint
ALTER TABLE "events" DROP CONSTRAINT "events_type_known";--> statement-breakpoint
ALTER TABLE "events" ALTER COLUMN "ticket_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "data" jsonb;--> statement-breakpoint
ALTER TABLE "budget_reservations" ADD CONSTRAINT "budget_reservations_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_uses" ADD CONSTRAINT "budget_uses_budget_id_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "public"."budgets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_api_key_id_api_keys_id_fk" FOREIGN KEY ("api_key_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_reservations_expiry" ON "budget_reservations" USING btree ("budget_id","expires_at");--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_type_known" CHECK ("events"."type" in ('triage.completed', 'triage.replaced', 'review.decided', 'budget.warning', 'price.unknown'));