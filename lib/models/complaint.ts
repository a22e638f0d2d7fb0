import type { z } from "zod";

type Issue = z.core.$ZodIssue;

/** Differences named to the model; fixing the first ones usually fixes the rest. */
const namedIssues = 8;

const placeOf = ({ path }: Issue) => (path.length > 0 ? path.map(String).join(".") : "answer");

/** Where and how a value differs from the schema. Paths and codes only: messages may repeat the ticket. */
export const detailOf = (issues: readonly Issue[]): string =>
  issues
    .slice(0, 3)
    .map((issue) => `${placeOf(issue)} ${issue.code}`)
    .join(", ");

/** What the schema wants there; nothing of what stood there. */
function expectationOf(issue: Issue): string | null {
  switch (issue.code) {
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "invalid_type":
      return issue.expected;
    case "too_small":
      return `at least ${issue.minimum}`;
    case "too_big":
      return `at most ${issue.maximum}`;
    default:
      return null;
  }
}

/** The validator's message for the model: path, code and what was expected, one line each. */
export function complaintOf(issues: readonly Issue[]): string {
  return issues
    .slice(0, namedIssues)
    .map((issue) => {
      const expected = expectationOf(issue);
      return `- ${placeOf(issue)}: ${issue.code}${expected === null ? "" : `, expected ${expected}`}`;
    })
    .join("\n");
}
