import { EventSourceParserStream } from "eventsource-parser/stream";
import { callApi, ProblemError, readAnswer } from "#components/api-client.ts";
import { triageTicketOperation } from "#lib/contracts/ticket-operations.ts";
import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import { type TriageStage, triageStreamEvents } from "#lib/contracts/triage-stages.ts";

const { path, answer } = triageTicketOperation;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The triage of a stream, whose stages are told as they come; null when the stream ends without one. */
async function triageOf(response: Response, onStage: (stage: TriageStage) => void): Promise<Triage | null> {
  if (!response.body) return null;
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { event, data } = next.value;
    if (event === "stage") {
      const stage = triageStreamEvents.stage.safeParse(jsonOf(data));
      if (stage.success) onStage(stage.data);
    } else if (event === "problem") {
      const problem = triageStreamEvents.problem.safeParse(jsonOf(data));
      if (problem.success) throw new ProblemError(problem.data, response);
    } else if (event === "triage") {
      const triage = triageStreamEvents.triage.safeParse(jsonOf(data));
      if (triage.success) return triage.data;
    }
  }
  return null;
}

/**
 * Triages a text and tells the stages as they happen. Where no stream comes, or it breaks, the triage is asked for in
 * one piece: with the same key, so that it is made once, whatever became of the stream.
 */
export async function triageInStages(
  request: TriageRequest,
  onStage: (stage: TriageStage) => void,
): Promise<Triage> {
  const headers = { "idempotency-key": crypto.randomUUID() };
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(request),
    });
    const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
    // What is refused before anything has happened is answered in one piece, as by who knows no stages.
    if (!isStream) return await readAnswer(response, answer);
    const triage = await triageOf(response, onStage);
    if (triage) return triage;
  } catch (error) {
    if (error instanceof ProblemError) throw error;
  }
  return await callApi(path, answer, { body: request, headers });
}
