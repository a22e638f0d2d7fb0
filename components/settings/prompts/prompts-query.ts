import { queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { getPromptOperation, listPromptsOperation } from "#lib/contracts/prompt-operations.ts";

export const promptsKey = [listPromptsOperation.id];

/** The versions of the prompt, and which ones are in use. */
export const promptsQuery = () =>
  queryOptions({
    queryKey: promptsKey,
    queryFn: ({ signal }) => callApi(listPromptsOperation.path, listPromptsOperation.answer, { signal }),
  });

/** One version with its text. */
export const promptQuery = (version: string) =>
  queryOptions({
    queryKey: [getPromptOperation.id, version],
    queryFn: ({ signal }) =>
      callApi(pathOf(getPromptOperation.path, { version }), getPromptOperation.answer, { signal }),
  });
