import type { Entry } from "./entry.ts";
import { alertSubjectKnowledge } from "./knowledge/alert-subjects.ts";
import { appKnowledge } from "./knowledge/app.ts";
import { conditionKnowledge } from "./knowledge/condition.ts";
import { dataKnowledge } from "./knowledge/data.ts";
import { infraKnowledge } from "./knowledge/infra.ts";
import { notAnIncidentKnowledge } from "./knowledge/not-an-incident.ts";
import { securityKnowledge } from "./knowledge/security.ts";
import {
  clockKnowledge,
  courseKnowledge,
  environmentKnowledge,
  scopeKnowledge,
} from "./knowledge/situation.ts";
import { workplaceKnowledge } from "./knowledge/workplace.ts";
import { PhraseIndex } from "./phrases.ts";

/** Everything the rules engine knows. */
export const knowledge: readonly Entry[] = [
  ...alertSubjectKnowledge,
  ...securityKnowledge,
  ...dataKnowledge,
  ...infraKnowledge,
  ...workplaceKnowledge,
  ...appKnowledge,
  ...notAnIncidentKnowledge,
  ...conditionKnowledge,
  ...scopeKnowledge,
  ...environmentKnowledge,
  ...courseKnowledge,
  ...clockKnowledge,
];

/** Built once; look-ups are by first word. */
export const knowledgeIndex = new PhraseIndex(
  knowledge.flatMap((entry) => entry.phrases.map((phrase) => ({ phrase, meaning: { entry, phrase } }))),
);
