CREATE TABLE "calibrations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"fitted_at" timestamp (3) with time zone NOT NULL,
	"fitted_by" text NOT NULL,
	"cards" integer NOT NULL,
	"last_decision_id" text COLLATE "C" NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "triages" ADD COLUMN "calibration" jsonb;