DROP INDEX "signals_phrase";--> statement-breakpoint
ALTER TABLE "signals" ALTER COLUMN "category" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "signals" ALTER COLUMN "strength" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "signals" ADD COLUMN "severity" text;--> statement-breakpoint
CREATE UNIQUE INDEX "signals_phrase" ON "signals" USING btree (lower("phrase"),coalesce("category", "severity"));--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_say_one_thing" CHECK (("signals"."category" is null) = ("signals"."strength" is null) and ("signals"."category" is null) <> ("signals"."severity" is null));--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_severity_known" CHECK ("signals"."severity" in ('at_least_P0', 'at_least_P1', 'at_least_P2', 'at_most_P1', 'at_most_P2', 'at_most_P3'));