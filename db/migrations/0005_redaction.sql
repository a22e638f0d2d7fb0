ALTER TABLE "ticket_texts" ADD COLUMN "removed" jsonb DEFAULT '{}'::jsonb NOT NULL;
