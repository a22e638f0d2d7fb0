import { define, idParams, type Operation } from "./operation.ts";
import { newViewSchema, viewChangeSchema, viewListSchema, viewSchema, viewsMax } from "./views.ts";

export const listViewsOperation = define({
  method: "GET",
  path: "/api/v1/views",
  id: "listViews",
  summary: "List saved views of the ticket list",
  description: `Those of whoever asks and those that others share, at most ${viewsMax}, by name. Views belong to people: a key has none.`,
  scope: "triage:read",
  answer: viewListSchema,
  success: "All views",
});

export const saveViewOperation = define({
  method: "POST",
  path: "/api/v1/views",
  id: "saveView",
  summary: "Save a view",
  scope: "triage:read",
  body: newViewSchema,
  answer: viewSchema,
  success: "The view",
  alsoFails: ["conflict"],
});

export const changeViewOperation = define({
  method: "POST",
  path: "/api/v1/views/{id}",
  id: "changeView",
  summary: "Change a view, share it, or let the list open with it",
  description: "Name, filters and sharing are the owner's to change; everybody chooses their own default.",
  scope: "triage:read",
  params: idParams("view"),
  body: viewChangeSchema,
  answer: viewSchema,
  success: "The view",
});

export const removeViewOperation = define({
  method: "POST",
  path: "/api/v1/views/{id}/remove",
  id: "removeView",
  summary: "Remove a view",
  description: "Its owner may, and an administrator one that is shared.",
  scope: "triage:read",
  params: idParams("view"),
  answer: viewListSchema,
  success: "The views that are left",
});

/** Operations on saved views. */
export const viewOperations: readonly Operation[] = [
  listViewsOperation,
  saveViewOperation,
  changeViewOperation,
  removeViewOperation,
];
