import type { Removed } from "#lib/contracts/redaction.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** What is stored and shown of a text that nobody may see. */
const withheldText =
  "This text was withheld: it could not be checked for secrets and personal data, so that it was neither read nor stored.";

/** A request as everything behind the door knows it. */
export interface RedactedRequest {
  request: TriageRequest;
  removed: Removed;
  /** Redaction failed, and nothing of the request's words is left in `request`. */
  isWithheld: boolean;
}

const fields = ["source", "service", "externalId"] as const;

/**
 * Takes secrets and personal data out of everything a caller wrote, before anything else happens to it. When that
 * fails, all words are withheld; what remains is where the answer has to go. The callback's address stays as it is,
 * for it has to be called; it is stored sealed.
 */
export async function redactRequest(
  ctx: Pick<ServiceContext, "redact" | "logger" | "requestId">,
  request: TriageRequest,
): Promise<RedactedRequest> {
  const { text, metadata, source, service, externalId, ...rest } = request;
  try {
    const texts = [text, ...fields.map((field) => request[field] ?? "")];
    const redacted = await ctx.redact({ texts, record: metadata ?? {} });
    const [redactedText = withheldText, ...values] = redacted.texts;
    const given = fields.flatMap((field, index) =>
      request[field] === undefined ? [] : [[field, values[index] ?? ""] as const],
    );
    return {
      request: {
        ...rest,
        text: redactedText,
        ...Object.fromEntries(given),
        ...(metadata === undefined ? {} : { metadata: redacted.record }),
      },
      removed: redacted.removed,
      isWithheld: false,
    };
  } catch (error) {
    // Not the error itself: its message may quote what it failed on.
    const failure = error instanceof Error ? error.name : typeof error;
    ctx.logger.error({ requestId: ctx.requestId, failure }, "redaction failed, the text is withheld");
    return { request: { ...rest, text: withheldText }, removed: {}, isWithheld: true };
  }
}
