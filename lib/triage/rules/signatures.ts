import { type Said, signatureSchema } from "./entry.ts";
import { readKnowledge } from "./knowledge-files.ts";

/** What is recognised by its shape instead of its words. */
export interface Signature extends Said {
  pattern: RegExp;
}

export const signatures: readonly Signature[] = readKnowledge(
  "signatures",
  signatureSchema,
  ({ pattern, flags, ...says }): Signature => ({ pattern: new RegExp(pattern, flags), ...says }),
);
