import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import {
  compareEvalRunsOperation,
  getEvalPromotionOperation,
  getEvalResultOperation,
  getEvalRunOperation,
  getEvalSetOperation,
  listEvalResultsOperation,
  listEvalRunsOperation,
  listEvalSetCasesOperation,
  listEvalSetsOperation,
  listEvalSetVersionsOperation,
} from "#lib/contracts/eval-operations.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";

/** How often the page asks while a run works, in milliseconds. */
const pollMs = 1500;

export const isWorking = ({ status }: Pick<EvalRun, "status">) => status === "queued" || status === "running";

const firstCursor = (): string | null => null;

const withParams = (path: string, params: Record<string, string | null | undefined>): string => {
  const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `${path}?${new URLSearchParams(given)}`;
};

/** The sets with their trends. */
export const setsQuery = () =>
  queryOptions({
    queryKey: ["eval-sets"],
    queryFn: ({ signal }) => callApi(listEvalSetsOperation.path, listEvalSetsOperation.answer, { signal }),
  });

/** A set with its gates and whether it is fit to promote over. */
export const setQuery = (name: string) =>
  queryOptions({
    queryKey: ["eval-set", name],
    queryFn: ({ signal }) =>
      callApi(pathOf(getEvalSetOperation.path, { set: name }), getEvalSetOperation.answer, { signal }),
  });

/** May what a run measured go live? */
export const promotionQuery = (id: string) =>
  queryOptions({
    queryKey: ["eval-promotion", id],
    queryFn: ({ signal }) =>
      callApi(pathOf(getEvalPromotionOperation.path, { id }), getEvalPromotionOperation.answer, { signal }),
  });

/** Runs, newest first; asked again while one of them works. */
export const runsQuery = (set: string | null, promptVersion?: string) =>
  infiniteQueryOptions({
    queryKey: ["eval-runs", set ?? "", promptVersion ?? ""],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        withParams(listEvalRunsOperation.path, { set, promptVersion, cursor: pageParam }),
        listEvalRunsOperation.answer,
        { signal },
      ),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isWorking)) ? pollMs : false,
  });

/** A run with its scores; asked again while it works. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ["eval-run", id],
    queryFn: ({ signal }) =>
      callApi(pathOf(getEvalRunOperation.path, { id }), getEvalRunOperation.answer, { signal }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? pollMs : false),
  });

export interface ResultFilters {
  outcome: "passed" | "failed" | null;
  category: string | null;
  kind: string | null;
}

/** A run's cases in the order of the set. `done` is part of the key: new results are asked for as they are made. */
export const resultsQuery = (id: string, filters: ResultFilters, done: number) =>
  infiniteQueryOptions({
    queryKey: ["eval-results", id, filters, done],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        withParams(pathOf(listEvalResultsOperation.path, { id }), { ...filters, cursor: pageParam }),
        listEvalResultsOperation.answer,
        { signal },
      ),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: (before) => before,
  });

/** Text and card of one case. */
export const resultQuery = (id: string, caseId: string) =>
  queryOptions({
    queryKey: ["eval-result", id, caseId],
    queryFn: ({ signal }) =>
      callApi(
        withParams(pathOf(getEvalResultOperation.path, { id }), { caseId }),
        getEvalResultOperation.answer,
        { signal },
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const comparisonQuery = (a: string, b: string) =>
  queryOptions({
    queryKey: ["eval-comparison", a, b],
    queryFn: ({ signal }) =>
      callApi(withParams(compareEvalRunsOperation.path, { a, b }), compareEvalRunsOperation.answer, {
        signal,
      }),
  });

export const setCasesQuery = (set: string) =>
  infiniteQueryOptions({
    queryKey: ["eval-set-cases", set],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        withParams(pathOf(listEvalSetCasesOperation.path, { set }), { cursor: pageParam }),
        listEvalSetCasesOperation.answer,
        { signal },
      ),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  });

export const setVersionsQuery = (set: string) =>
  infiniteQueryOptions({
    queryKey: ["eval-set-versions", set],
    queryFn: ({ pageParam, signal }) =>
      callApi(
        withParams(pathOf(listEvalSetVersionsOperation.path, { set }), { limit: "20", cursor: pageParam }),
        listEvalSetVersionsOperation.answer,
        { signal },
      ),
    initialPageParam: firstCursor(),
    getNextPageParam: (page) => page.nextCursor,
  });
