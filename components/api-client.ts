import type { z } from "zod";
import { type Problem, problemSchema } from "#lib/contracts/problem.ts";

/** An answer that is not a success, as the problem document says it. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  /** Finds the request in the log; null when no server answered. */
  readonly requestId: string | null;
  /** How long the server asks to wait; null when it does not say. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem, response?: Response, cause?: unknown) {
    super(problem.detail, { cause });
    this.problem = problem;
    this.requestId = response?.headers.get("x-request-id") ?? null;
    const retryAfter = Number(response?.headers.get("retry-after") ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
  }

  /** What is wrong with one field, if the problem names it. */
  messageFor(field: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === field)?.message;
  }
}

const problem = (status: number, detail: string): Problem => ({
  type: "/docs#unavailable",
  title: "Unavailable",
  status,
  detail,
  code: status === 500 ? "internal" : "unavailable",
  retryable: true,
});

/** What a query or mutation failed with, in the one shape that pages explain. */
export function toProblemError(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return new ProblemError(problem(500, "Something went wrong in this page. Reload it."), undefined, error);
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    const body: unknown = await response.json();
    return body;
  } catch {
    return null;
  }
}

interface Call {
  body?: unknown;
  /** Further headers of a call with a body. */
  headers?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/**
 * Calls the gateway's API and checks the answer against its contract. With a body it is a POST. Whatever goes wrong
 * is a ProblemError, also when no answer comes or when it is not what the contract says.
 */
export async function callApi<Answer extends z.ZodType>(
  path: string,
  answer: Answer,
  { body, headers, signal }: Call = {},
): Promise<z.output<Answer>> {
  const init: RequestInit =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(body),
        };
  const response = await fetch(path, { ...init, signal: signal ?? null }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ProblemError(
      problem(503, "The gateway could not be reached. Check the connection and that the server is running."),
      undefined,
      cause,
    );
  });
  return await readAnswer(response, answer);
}

/** What an answer says, checked against its contract; throws a ProblemError for whatever else it is. */
export async function readAnswer<Answer extends z.ZodType>(
  response: Response,
  answer: Answer,
): Promise<z.output<Answer>> {
  const json = await jsonOf(response);
  if (!response.ok) {
    const said = problemSchema.safeParse(json);
    throw new ProblemError(
      said.success
        ? said.data
        : problem(response.status, `The gateway answered with status ${response.status}.`),
      response,
    );
  }
  const parsed = answer.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ProblemError(
    problem(
      500,
      "The gateway's answer was not understood. Reload the page: it may be older than the server.",
    ),
    response,
    parsed.error,
  );
}
