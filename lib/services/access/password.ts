import { hashPassword } from "better-auth/crypto";

/** scrypt with a salt of its own, in the form the authentication library verifies at sign-in. */
export async function passwordHashOf(password: string): Promise<string> {
  return await hashPassword(password);
}
