CREATE TABLE "caller_limits" (
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"requests_per_minute" integer,
	"tokens_per_minute" integer,
	CONSTRAINT "caller_limits_kind_name_pk" PRIMARY KEY("kind","name")
);
--> statement-breakpoint
CREATE UNLOGGED TABLE "caller_windows" (
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"measure" text NOT NULL,
	"started" timestamp (3) with time zone NOT NULL,
	"current" bigint NOT NULL,
	"previous" bigint NOT NULL,
	CONSTRAINT "caller_windows_kind_name_measure_pk" PRIMARY KEY("kind","name","measure")
);
