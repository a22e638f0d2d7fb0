CREATE TABLE "calibrations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"fitted_at" timestamp (3) with time zone NOT NULL,
	"fitted_by" text NOT NULL,
	"cards" integer NOT NULL,
	"last_decision_id" text COLLATE "C" NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "section_vectors" (
	"model" text COLLATE "C" NOT NULL,
	"text_hash" text COLLATE "C" NOT NULL,
	"vector" "bytea" NOT NULL,
	"simulated" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "section_vectors_model_text_hash_pk" PRIMARY KEY("model","text_hash")
);
--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "calibration" jsonb;