CREATE TABLE "claims" (
	"subject" text COLLATE "C" PRIMARY KEY NOT NULL,
	"holder" text COLLATE "C" NOT NULL,
	"owner" text NOT NULL,
	"lease_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_type" text NOT NULL,
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"triage_id" text COLLATE "C" NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_actor_type_actor_id_key_pk" PRIMARY KEY("actor_type","actor_id","key"),
	CONSTRAINT "idempotency_keys_actor_type_known" CHECK ("idempotency_keys"."actor_type" in ('user', 'api_key', 'system'))
);
--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "made_triage_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "incidents" ADD COLUMN "made_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_triage_id_triages_id_fk" FOREIGN KEY ("triage_id") REFERENCES "public"."triages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claims_holder" ON "claims" USING btree ("holder");--> statement-breakpoint
CREATE INDEX "claims_owner" ON "claims" USING btree ("owner");--> statement-breakpoint
CREATE INDEX "idempotency_keys_triage" ON "idempotency_keys" USING btree ("triage_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expires_at" ON "idempotency_keys" USING btree ("expires_at");