import type { RoutingPolicy } from "../contracts/policy.ts";
import type { RoutingCause } from "../contracts/trace.ts";
import {
  type Category,
  type Environment,
  type Severity,
  severities,
  type Tier,
} from "../contracts/vocabulary.ts";

/**
 * Which tier reads a ticket: the cheap one, unless the ticket is critical or ambiguous. Pure: signals in, decision out.
 * What the signals mean was judged elsewhere.
 */

/** A verdict on a ticket, whoever gave it. */
interface Verdict {
  category: Category;
  severity: Severity;
  /** 0 to 1. */
  confidence: number;
  /** Data that is lost or exposed, or lost money. */
  harm: boolean;
}

/** What is known of a ticket before a model reads it. */
export interface TicketSignals {
  /** What the rules engine makes of it. */
  rules: Verdict;
  characters: number;
  /** Texts of several kinds in one. */
  isMixed: boolean;
  /** Tells the reader what to answer. */
  isSteering: boolean;
  /** As the sender named them; null where nobody did. */
  service: string | null;
  environment: Environment | null;
}

/** What a cheap model's answer comes to. */
export interface AnswerSignals extends Verdict {
  /** Claims whose quotes are not in the text. */
  unsupported: number;
}

export interface RoutingDecision {
  tier: Tier;
  /** Why not cheap; empty for cheap. */
  causes: RoutingCause[];
  /** One sentence for people. */
  reason: string;
}

const percent = (confidence: number) => `${Math.round(confidence * 100)}%`;

interface Cause {
  cause: RoutingCause;
  /** Half a sentence. */
  because: string;
}

/** Why a verdict is for the strong tier because of what it says. */
function criticalCauses(
  who: string,
  verdict: Verdict,
  { environment }: TicketSignals,
  policy: RoutingPolicy,
) {
  if (environment !== null && !policy.criticalIn.includes(environment)) return [];
  const { severity, category, harm } = verdict;
  const causes: Cause[] = [];
  if (policy.strongSeverities.includes(severity))
    causes.push({ cause: "severity", because: `${who} says ${severity}` });
  if (policy.strongCategories.includes(category))
    causes.push({ cause: "category", because: `${who} says ${category}` });
  if (policy.strongOnHarm && harm) causes.push({ cause: "harm", because: `${who} sees lasting harm` });
  return causes;
}

/** Why a text needs the strong tier before anybody read it. */
function ticketCauses(ticket: TicketSignals, policy: RoutingPolicy): Cause[] {
  const { service, rules, characters, isMixed, isSteering } = ticket;
  const causes: Cause[] = [];
  const isNamed = policy.strongServices.some((name) => name.toLowerCase() === service?.toLowerCase());
  if (isNamed) causes.push({ cause: "service", because: `the policy names the service ${service}` });
  if (rules.confidence >= policy.startStrongFrom) {
    causes.push(...criticalCauses(`the rules engine (${percent(rules.confidence)})`, rules, ticket, policy));
  }
  if (characters >= policy.longFrom)
    causes.push({ cause: "long", because: `the text has ${characters} characters` });
  if (isMixed && policy.strongOnMixed)
    causes.push({ cause: "mixed", because: "the text is of several kinds in one" });
  if (isSteering && policy.strongOnSteering) {
    causes.push({ cause: "steering", because: "the text tells the reader what to answer" });
  }
  return causes;
}

const distance = (one: Severity, other: Severity) =>
  Math.abs(severities.indexOf(one) - severities.indexOf(other));

/** Severities further apart than neighbours are a disagreement. */
const severitiesApart = 2;

/** Why a cheap answer is not taken as it is. */
function answerCauses(ticket: TicketSignals, answer: AnswerSignals, policy: RoutingPolicy): Cause[] {
  const { rules } = ticket;
  const causes: Cause[] = criticalCauses("the cheap model", answer, ticket, policy);
  if (answer.confidence < policy.escalateBelow) {
    causes.push({
      cause: "low_confidence",
      because: `its card's confidence is ${percent(answer.confidence)}`,
    });
  }
  if (answer.unsupported >= policy.unsupportedFrom) {
    causes.push({ cause: "unsupported", because: `${answer.unsupported} of its claims are not in the text` });
  }
  if (rules.confidence >= policy.disagreementFrom) {
    if (rules.category !== answer.category) {
      causes.push({
        cause: "disagreement",
        because: `it says ${answer.category}, the rules engine ${rules.category} (${percent(rules.confidence)})`,
      });
    } else if (distance(rules.severity, answer.severity) >= severitiesApart) {
      causes.push({
        cause: "disagreement",
        because: `it says ${answer.severity}, the rules engine ${rules.severity}`,
      });
    }
  }
  return causes;
}

const told = (lead: string, causes: readonly Cause[]) =>
  `${lead}: ${causes.map(({ because }) => because).join("; ")}.`;

/** Which tier is asked first. With one tier there is no choice. */
export function startTier(
  ticket: TicketSignals,
  { routing, models }: { routing: RoutingPolicy; models: Record<Tier, readonly string[]> },
): RoutingDecision {
  if (models.cheap.length + models.strong.length === 0) {
    return { tier: "cheap", causes: [], reason: "No model is configured; the rules engine reads." };
  }
  if (models.cheap.length === 0)
    return { tier: "strong", causes: [], reason: "Only strong models are configured." };
  if (models.strong.length === 0)
    return { tier: "cheap", causes: [], reason: "Only cheap models are configured." };
  const causes = ticketCauses(ticket, routing);
  return causes.length === 0
    ? {
        tier: "cheap",
        causes: [],
        reason: "Cheap models first: nothing says that it is critical or ambiguous.",
      }
    : {
        tier: "strong",
        causes: causes.map(({ cause }) => cause),
        reason: told("Strong models first", causes),
      };
}

/** Whether a cheap model's answer is taken (`cheap`), or the strong tier reads, too. */
export function nextTier(
  ticket: TicketSignals,
  answer: AnswerSignals,
  routing: RoutingPolicy,
): RoutingDecision {
  const causes = answerCauses(ticket, answer, routing);
  return causes.length === 0
    ? { tier: "cheap", causes: [], reason: "The cheap model's answer is sure, supported and not critical." }
    : {
        tier: "strong",
        causes: causes.map(({ cause }) => cause),
        reason: told("A strong model reads, too", causes),
      };
}
