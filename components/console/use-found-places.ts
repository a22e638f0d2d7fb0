"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { type ApiScope, type Role, scopesOfRole } from "#lib/contracts/access.ts";
import { listKeysOperation, listUsersOperation } from "#lib/contracts/access-operations.ts";
import {
  getEvalRunOperation,
  listEvalRunsOperation,
  listEvalSetsOperation,
} from "#lib/contracts/eval-operations.ts";
import { searchRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import { listPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import { listViewsOperation } from "#lib/contracts/view-operations.ts";
import type { CommandGroup } from "./commands.ts";
import { placesMatching } from "./found-places.ts";
import { useSettledText } from "./use-settled-text.ts";

/** Lists are read once somebody types, and not again for a while. */
const freshMs = 60_000;
/** The newest runs and the first people and keys that are looked through. */
const readMax = "200";
const runbooksMax = 4;
const searchAfterMs = 200;

const isRunId = (text: string) => /^run_[0-9a-z]{26}$/.test(text);

interface Listed<Answer extends z.ZodType> {
  id: string;
  path: string;
  scope: ApiScope | null;
  answer: Answer;
}

/** A list that the role may read, read when it is first needed. */
function useList<Answer extends z.ZodType>(
  operation: Listed<Answer>,
  role: Role,
  isAsked: boolean,
  query = "",
) {
  const { id, path, scope, answer } = operation;
  return useQuery({
    queryKey: ["palette", id],
    queryFn: ({ signal }) => callApi(`${path}${query}`, answer, { signal }),
    enabled: isAsked && (scope === null || scopesOfRole[role].includes(scope)),
    staleTime: freshMs,
    retry: false,
  }).data;
}

/** Runbooks, eval runs and sets, prompt versions, saved views, people and API keys that fit a text; nothing for less than two characters. */
export function useFoundPlaces(typed: string, role: Role): CommandGroup[] {
  const text = useSettledText(typed, searchAfterMs);
  const isAsked = text.length >= 2;
  const runs = useList(listEvalRunsOperation, role, isAsked, `?limit=${readMax}`);
  const sets = useList(listEvalSetsOperation, role, isAsked);
  const prompts = useList(listPromptsOperation, role, isAsked);
  const views = useList(listViewsOperation, role, isAsked);
  const people = useList(listUsersOperation, role, isAsked, `?limit=${readMax}`);
  const keys = useList(listKeysOperation, role, isAsked, `?limit=${readMax}`);
  const run = useQuery({
    queryKey: ["palette", "run", text],
    queryFn: ({ signal }) =>
      callApi(pathOf(getEvalRunOperation.path, { id: text }), getEvalRunOperation.answer, { signal }),
    enabled: isRunId(text),
    retry: false,
  }).data;
  const runbooks = useQuery({
    queryKey: ["palette", "runbooks", text],
    queryFn: ({ signal }) =>
      callApi(searchRunbooksOperation.path, searchRunbooksOperation.answer, {
        signal,
        body: { text, limit: runbooksMax },
      }),
    enabled: isAsked && !isRunId(text),
    placeholderData: keepPreviousData,
    retry: false,
  }).data;
  if (typed.length < 2) return [];
  const listed = runs?.items ?? [];
  return placesMatching(
    {
      runs: run && !listed.some(({ id }) => id === run.id) ? [run, ...listed] : listed,
      sets: sets?.items ?? [],
      prompts: prompts?.items ?? [],
      views: views?.items ?? [],
      people: people?.items ?? [],
      keys: keys?.items ?? [],
      runbooks: isRunId(text) ? [] : (runbooks?.hits ?? []),
    },
    text,
  );
}
