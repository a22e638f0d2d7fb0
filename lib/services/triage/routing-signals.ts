import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import type { AnswerSignals, TicketSignals } from "#lib/gateway/router.ts";
import type { BuiltCard } from "#lib/triage/card.ts";
import { steeringIn } from "#lib/triage/rules/steering.ts";
import { isMixedText } from "#lib/triage/text-mix.ts";
import type { Reading } from "./reading.ts";

/** Data that is lost or exposed, or lost money, whether it is certain or not; wrong data can be put right. */
const showsHarm = ({ harms }: Facts) => harms.some(({ value }) => value !== "data_wrong");

/** What the router has to know of a ticket before a model reads it. */
export function ticketSignals(
  { request: { text, service, environment } }: Pick<Reading, "request">,
  rules: Extraction,
): TicketSignals {
  return {
    rules: { ...rules.stated, harm: showsHarm(rules.facts) },
    characters: text.length,
    isMixed: isMixedText(text),
    isSteering: steeringIn(text).some(({ takeover }) => takeover),
    service: service ?? null,
    environment: environment ?? null,
  };
}

/** What the router has to know of the card that a cheap model's answer comes to. */
export function answerSignals({ card, facts, unsupported }: BuiltCard): AnswerSignals {
  const { category, severity, confidence } = card;
  return { category, severity, confidence, harm: showsHarm(facts), unsupported: unsupported.length };
}
