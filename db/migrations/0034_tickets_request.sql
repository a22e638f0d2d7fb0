ALTER TABLE "tickets" ADD COLUMN "request_id" text;--> statement-breakpoint
CREATE INDEX "tickets_request" ON "tickets" USING btree ("request_id","id") WHERE "tickets"."request_id" is not null;