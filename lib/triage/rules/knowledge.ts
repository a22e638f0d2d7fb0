import type { Entry } from "./entry.ts";
import { alertConditionKnowledge } from "./knowledge/alert-conditions.ts";
import { alertSubjectKnowledge } from "./knowledge/alert-subjects.ts";
import { appKnowledge } from "./knowledge/app.ts";
import { businessKnowledge } from "./knowledge/business.ts";
import { capabilityKnowledge } from "./knowledge/capability.ts";
import { courseKnowledge } from "./knowledge/course.ts";
import { dataKnowledge } from "./knowledge/data.ts";
import { deadlineKnowledge } from "./knowledge/deadline.ts";
import { environmentKnowledge } from "./knowledge/environment.ts";
import { harmKnowledge } from "./knowledge/harm.ts";
import { hostKnowledge } from "./knowledge/infra-hosts.ts";
import { networkKnowledge } from "./knowledge/infra-network.ts";
import { platformKnowledge } from "./knowledge/infra-platform.ts";
import { logLineKnowledge } from "./knowledge/log-lines.ts";
import { narrativeKnowledge } from "./knowledge/narrative.ts";
import { notAnIncidentKnowledge } from "./knowledge/not-an-incident.ts";
import { scopeKnowledge } from "./knowledge/scope.ts";
import { attackKnowledge } from "./knowledge/security-attack.ts";
import { exposureKnowledge } from "./knowledge/security-exposure.ts";
import { securitySignKnowledge } from "./knowledge/security-signs.ts";
import { workplaceKnowledge } from "./knowledge/workplace.ts";
import { PhraseIndex } from "./phrases.ts";

/** Everything the rules engine knows in words; what it knows by shape stands in knowledge/signatures.ts. */
export const knowledge: readonly Entry[] = [
  ...alertSubjectKnowledge,
  ...alertConditionKnowledge,
  ...attackKnowledge,
  ...exposureKnowledge,
  ...securitySignKnowledge,
  ...dataKnowledge,
  ...networkKnowledge,
  ...hostKnowledge,
  ...platformKnowledge,
  ...workplaceKnowledge,
  ...appKnowledge,
  ...businessKnowledge,
  ...narrativeKnowledge,
  ...logLineKnowledge,
  ...notAnIncidentKnowledge,
  ...capabilityKnowledge,
  ...harmKnowledge,
  ...scopeKnowledge,
  ...environmentKnowledge,
  ...courseKnowledge,
  ...deadlineKnowledge,
];

/** Built once; look-ups are by first word. */
export const knowledgeIndex = new PhraseIndex(
  knowledge.flatMap((entry) => entry.phrases.map((phrase) => ({ phrase, meaning: { entry, phrase } }))),
);
