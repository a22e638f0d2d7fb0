/**
 * Sentences that tell whoever reads what to answer. They say nothing about the case and are left out of the reading,
 * whether somebody wrote them in good faith ("please set priority P1") or to deceive.
 */
const steering = [
  /\b(?:ignore|disregard|forget|override|bypass)\b.{0,60}\b(?:instructions?|prompts?|rules?|previous|prior|above|guidelines?|polic(?:y|ies))\b/i,
  /\b(?:set|mark|classify|categori[sz]e|label|rate|treat|report|return|answer|respond|reply|output|assign|use|give|choose|select)\b.{0,50}\b(?:severity|category|priority|confidence|p[0-4]|json|security|infra|noise)\b/i,
  /^\s{0,9}[[<*#]{0,3}\s?(?:system|assistant|developer|admin|user)\b[^:]{0,20}[:\]>]/i,
  /\byou are (?:an?|the|now)\b.{0,40}\b(?:assistant|model|ai|bot|classifier|agent)\b/i,
  /\bas an? (?:ai|language model|assistant)\b/i,
  /\bcorrect (?:answer|severity|category|level|classification)\b/i,
  /\b(?:note|message|instructions?|hint) (?:to|for) (?:the )?(?:ai|model|assistant|classifier|triage|bot|llm)\b/i,
  /\b(?:severity|category|priority|confidence) (?:is|=|:|must be|should be|has to be)\s{0,3}["']?(?:p[0-4]|unknown|infra|app|data|security|low|lowest|none|[01]\b)/i,
];

const sentence = /[^.!?\n]{1,2000}/g;

/** The text with spaces in place of such sentences, every other character where it was. */
export function withoutSteering(text: string): string {
  let result = "";
  let from = 0;
  for (const { start, end } of steeringIn(text)) {
    result += text.slice(from, start) + " ".repeat(end - start);
    from = end;
  }
  return result + text.slice(from);
}

function steeringIn(text: string): { start: number; end: number }[] {
  return [...text.matchAll(sentence)].flatMap((match) =>
    steering.some((pattern) => pattern.test(match[0]))
      ? [{ start: match.index, end: match.index + match[0].length }]
      : [],
  );
}
