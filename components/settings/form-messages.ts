import type { z } from "zod";

/** What is wrong with each field of a form, by the schema of the API; empty when nothing is. */
export const messagesOf = ({ error }: z.ZodSafeParseResult<unknown>): Record<string, string> =>
  Object.fromEntries(
    (error?.issues ?? []).reverse().map(({ path, message }) => [String(path[0] ?? ""), message]),
  );

/** The same by the whole path of a field: `content.system`, `models.cheap.0.model`. */
export const messagesByPath = ({ error }: z.ZodSafeParseResult<unknown>): Record<string, string> =>
  Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [path.join("."), message]));
