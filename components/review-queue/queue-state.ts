import { type ReviewFilters, reviewFiltersSchema, reviewViews } from "#lib/contracts/reviews.ts";

export type QueueView = (typeof reviewViews)[number];

/** What the list of the queue shows; the address bar keeps it. */
export interface QueueState {
  view: QueueView;
  filters: ReviewFilters;
}

const filterNames = ["severity", "category", "path", "reason"] as const;

/** What an address says; what it says wrongly is as if it were not there. */
export function queueStateOf(params: URLSearchParams): QueueState {
  const view = reviewViews.find((each) => each === params.get("view")) ?? "open";
  const given = filterNames.flatMap((name) => {
    const value = params.get(name);
    const read = reviewFiltersSchema.safeParse(value === null ? {} : { [name]: value });
    return read.success ? [read.data] : [];
  });
  return { view, filters: Object.assign({}, ...given) };
}

/** The filters as the API and the address bar write them. */
export function paramsOfFilters(filters: ReviewFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of filterNames) {
    const values = filters[name];
    if (values && values.length > 0) params.set(name, values.join(","));
  }
  return params;
}

/** The query of an address; empty for the open queue as a whole. */
export function addressOfQueue({ view, filters }: QueueState): string {
  const params = paramsOfFilters(filters);
  if (view !== "open") params.set("view", view);
  return params.toString();
}

export const isNarrowed = (filters: ReviewFilters): boolean => paramsOfFilters(filters).size > 0;
