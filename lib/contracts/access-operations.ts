import { z } from "zod";
import { setupRequestSchema } from "./access.ts";
import { apiKeyPageSchema, apiKeySchema, createdApiKeySchema, newApiKeySchema } from "./api-keys.ts";
import { define, idParams, type Operation } from "./operation.ts";
import { pageQuerySchema } from "./page.ts";
import {
  newPasswordSchema,
  newUserSchema,
  userChangeSchema,
  userPageSchema,
  userSchema,
  userWithLinkSchema,
} from "./users.ts";

export const completeSetupOperation = define({
  method: "POST",
  path: "/api/v1/setup",
  id: "completeSetup",
  summary: "Create the first administrator with the one-time set-up link",
  scope: null,
  body: setupRequestSchema,
  answer: z.object({ email: z.string() }).meta({ id: "SetupAnswer" }),
  success: "The administrator exists; sign in with the same e-mail and password",
});

export const listKeysOperation = define({
  method: "GET",
  path: "/api/v1/keys",
  id: "listKeys",
  summary: "List API keys, newest first, revoked ones included",
  scope: "admin",
  query: pageQuerySchema,
  answer: apiKeyPageSchema,
  success: "A page of keys",
});

export const createKeyOperation = define({
  method: "POST",
  path: "/api/v1/keys",
  id: "createKey",
  summary: "Make an API key",
  description: "The secret is in this answer and nowhere else. Every replica knows the key at once.",
  scope: "admin",
  body: newApiKeySchema,
  answer: createdApiKeySchema,
  success: "The key and its secret",
});

export const revokeKeyOperation = define({
  method: "POST",
  path: "/api/v1/keys/{id}/revoke",
  id: "revokeKey",
  summary: "End an API key at once and for good",
  scope: "admin",
  params: idParams("key"),
  answer: apiKeySchema,
  success: "The key, revoked",
});

export const listUsersOperation = define({
  method: "GET",
  path: "/api/v1/users",
  id: "listUsers",
  summary: "List people, oldest first, disabled ones included",
  scope: "admin",
  query: pageQuerySchema,
  answer: userPageSchema,
  success: "A page of people",
});

export const inviteUserOperation = define({
  method: "POST",
  path: "/api/v1/users",
  id: "inviteUser",
  summary: "Add a person",
  description:
    "Answers with a link, good for seven days, with which the person chooses a password. Hand it over yourself: the gateway sends no e-mail.",
  scope: "admin",
  body: newUserSchema,
  answer: userWithLinkSchema,
  success: "The person and the link",
  alsoFails: ["conflict"],
});

export const changeUserOperation = define({
  method: "POST",
  path: "/api/v1/users/{id}",
  id: "changeUser",
  summary: "Give a person another role, disable or enable them",
  description:
    "Disabling ends every session of the person. The last administrator keeps the role, and nobody disables themself.",
  scope: "admin",
  params: idParams("usr"),
  body: userChangeSchema,
  answer: userSchema,
  success: "The person",
  alsoFails: ["conflict"],
});

export const createPasswordLinkOperation = define({
  method: "POST",
  path: "/api/v1/users/{id}/password-link",
  id: "createPasswordLink",
  summary: "Make a link with which a person chooses a new password",
  description:
    "Good for seven days and one use; links made before end. The present password works until then.",
  scope: "admin",
  params: idParams("usr"),
  answer: userWithLinkSchema,
  success: "The person and the link",
  alsoFails: ["conflict"],
});

export const setPasswordOperation = define({
  method: "POST",
  path: "/api/v1/password",
  id: "setPassword",
  summary: "Choose a password with a link",
  description: "Uses the link up and ends every session of the person.",
  scope: null,
  body: newPasswordSchema,
  answer: z.object({ email: z.string() }),
  success: "The e-mail address to sign in with",
  alsoFails: ["conflict"],
});

/** Operations on keys and people. */
export const accessOperations: readonly Operation[] = [
  completeSetupOperation,
  listKeysOperation,
  createKeyOperation,
  revokeKeyOperation,
  listUsersOperation,
  inviteUserOperation,
  changeUserOperation,
  createPasswordLinkOperation,
  setPasswordOperation,
];
