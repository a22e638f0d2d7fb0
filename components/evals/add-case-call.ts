import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { addEvalCaseOperation } from "#lib/contracts/eval-operations.ts";
import type { AddCase, SetChange } from "#lib/contracts/eval-set.ts";

/** Where reviewed tickets go unless somebody says otherwise. */
export const usualSet = "reviewed";

/** Makes a triage a case of a set; labels that are not given are its card's. */
export const addCase = (
  set: string,
  body: Partial<AddCase> & Pick<AddCase, "triageId">,
): Promise<SetChange> =>
  callApi(pathOf(addEvalCaseOperation.path, { set }), addEvalCaseOperation.answer, { body });

/** What a change of a set is told as. */
export const addedLine = ({ set, cases, changed }: SetChange): string =>
  changed
    ? `Added to ${set}: ${cases} ${cases === 1 ? "case" : "cases"} now`
    : `${set} has this case already`;
