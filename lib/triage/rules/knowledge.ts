import { type Entry, entrySchema } from "./entry.ts";
import { readKnowledge } from "./knowledge-files.ts";
import { PhraseIndex } from "./phrases.ts";

/** Of words that say several things at one place, what is told first is quoted first. */
export const knowledgeFiles = [
  "alert-subjects",
  "alert-conditions",
  "security-attack",
  "security-exposure",
  "security-signs",
  "data",
  "infra-network",
  "infra-hosts",
  "infra-platform",
  "workplace",
  "app",
  "business",
  "narrative",
  "log-lines",
  "not-an-incident",
  "capability",
  "harm",
  "scope",
  "environment",
  "course",
  "deadline",
];

const meaningsOf = (entry: Entry) => entry.phrases.map((phrase) => ({ phrase, meaning: { entry, phrase } }));

/** Everything the rules engine knows in words; what it knows by shape stands in signatures.ts. */
export const knowledge: readonly Entry[] = knowledgeFiles.flatMap((file) =>
  readKnowledge(file, entrySchema, (entry) => {
    // Throws where a phrase cannot be read, so that the error names the entry.
    new PhraseIndex(meaningsOf(entry));
    return entry;
  }),
);

/** Built once; look-ups are by first word. */
export const knowledgeIndex = new PhraseIndex(knowledge.flatMap(meaningsOf));
