import { z } from "zod";
import { emailSchema, passwordSchema, roleSchema } from "./access.ts";
import { pageOf } from "./page.ts";

const nameSchema = z.string().trim().min(1).max(100);

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    disabledAt: z.iso.datetime().nullable(),
    hasPassword: z.boolean().meta({ description: "false: the invitation was not taken yet" }),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "User" });
export type User = z.infer<typeof userSchema>;

export const userPageSchema = pageOf(userSchema).meta({ id: "UserPage" });

/** A link with which a person chooses a password, to be handed over by whoever made it. */
const passwordLinkSchema = z
  .object({
    path: z
      .string()
      .meta({ description: "Path and query on this gateway; shown in this answer and never again" }),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: "PasswordLink" });
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

export const newUserSchema = z
  .strictObject({ name: nameSchema, email: emailSchema, role: roleSchema })
  .meta({ id: "NewUser" });
export type InvitedUser = z.infer<typeof newUserSchema>;

export const userWithLinkSchema = z
  .object({ user: userSchema, link: passwordLinkSchema })
  .meta({ id: "UserWithLink" });
export type UserWithLink = z.infer<typeof userWithLinkSchema>;

export const userChangeSchema = z
  .strictObject({ role: roleSchema.optional(), disabled: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, "name what shall change")
  .meta({ id: "UserChange" });
export type UserChange = z.infer<typeof userChangeSchema>;

/** What a person sends who follows such a link. */
export const newPasswordSchema = z
  .strictObject({ token: z.string().min(1).max(200), password: passwordSchema })
  .meta({ id: "NewPassword" });
export type NewPassword = z.infer<typeof newPasswordSchema>;
