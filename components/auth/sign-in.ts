import { z } from "zod";
import { callApi } from "#components/api-client.ts";

/** Starts a session; throws a ProblemError with `unauthorized` or `rate_limited`, among others. */
export async function signIn(email: string, password: string): Promise<void> {
  await callApi("/api/auth/sign-in/email", z.unknown(), { body: { email, password } });
}
