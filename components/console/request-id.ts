/** Our own ids of requests, and those that callers most often send along: UUIDs, ids of traces and of spans. */
const forms = [
  /^req_[\da-z]{26}$/,
  /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i,
  /^(?:[\da-f]{16}|[\da-f]{32})$/,
];

/** Whether a text looks like the id of a request, which an answer or an error page told. */
export const isRequestId = (text: string): boolean => forms.some((form) => form.test(text));
