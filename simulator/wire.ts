/** What the four wire formats have in common, so that faults and the reader need to know none of them. */

export interface SimulatedRequest {
  model: string;
  system: string;
  user: string;
  /** The JSON Schema the caller demands; null when it demands none. */
  schema: unknown;
  /** The caller asked for the system text to be cached (Anthropic says so; the others do it unasked). */
  cachesSystem: boolean;
  /** The caller asks how likely each piece of the answer was. */
  logProbabilities: boolean;
  /** Name of the tool the caller forces the model to answer with; null when it asks for text. */
  forcedTool: string | null;
}

/** Tokens the way this simulator counts them: `input` includes cached and written ones, `output` reasoning. */
export interface SimulatedUsage {
  input: number;
  cached: number;
  cacheWrite: number;
  /** Of the written ones, those that are kept for an hour. */
  cacheWrite1h: number;
  output: number;
  reasoning: number;
}

export interface SimulatedAnswer {
  id: string;
  model: string;
  text: string;
  finish: "stop" | "length" | "refusal";
  usage: SimulatedUsage;
  createdAtSeconds: number;
}

export interface SimulatedToken {
  token: string;
  logprob: number;
  bytes: number[];
  top_logprobs: [];
}

/** How likely the simulated model is of the values that it states, as its tokens tell it. */
const statedLikelihood = 0.8;
const otherLikelihood = 0.99;

/** A text in tokens, each with how likely it was: words, and what stands between them. */
export function simulatedTokens(text: string): SimulatedToken[] {
  const stated = /"stated":\{"category":"(\w+)","severity":"(\w+)"/.exec(text);
  const from = stated ? stated.index : Number.POSITIVE_INFINITY;
  const values = stated ? stated.slice(1) : [];
  return [...text.matchAll(/[\p{L}\p{N}]+|[^\p{L}\p{N}]+/gu)].map(({ 0: token, index }) => ({
    token,
    logprob: Math.log(index > from && values.includes(token) ? statedLikelihood : otherLikelihood),
    bytes: [...Buffer.from(token)],
    top_logprobs: [],
  }));
}

export interface SimulatedError {
  status: number;
  message: string;
  /** The provider's machine-readable reason, where the wire has a place for it. */
  reason: "invalid" | "auth" | "permission" | "not_found" | "rate_limit" | "quota" | "overloaded" | "server";
  /** Seconds to wait, told in the body the way this provider does. */
  retryInBodySeconds: number | null;
}

export interface Wire {
  name: "chat-completions" | "responses" | "messages" | "generate-content";
  /** Matches the path and catches the model where it stands there. */
  path: RegExp;
  /** Header that carries the key. */
  keyHeader: string;
  requestIdHeader: string;
  /** Where this provider's status differs from the usual one for the reason. */
  statuses: Partial<Record<SimulatedError["reason"], number>>;
  read(body: unknown, modelInPath: string | undefined): SimulatedRequest;
  answer(answer: SimulatedAnswer, request: SimulatedRequest): unknown;
  error(error: SimulatedError): unknown;
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value at a path of keys and indexes; undefined where there is none. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    if (Array.isArray(current) && typeof key === "number") current = current[key];
    else if (isRecord(current)) current = current[key];
    else return undefined;
  }
  return current;
}

/** All text below a message, whatever the wire calls its parts. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textOf).join("");
  if (isRecord(value)) return textOf(value.text ?? value.content ?? value.parts ?? "");
  return "";
}
