import { z } from "zod";

/** What every refused call answers: what happened, and where in the input. */
export const problem = z.strictObject({
  error: z.strictObject({
    code: z.enum([
      "invalid_input",
      "not_found",
      "no_session",
      "login_needed",
      "account_needed",
      "forbidden",
      "forbidden_origin",
      "wrong_login",
      "wrong_password",
      "wrong_code",
      "too_many_guesses",
      "login_again",
      "sign_on_failed",
      "identity_taken",
      "bad_name",
      "name_taken",
      "weak_password",
      "registration_closed",
      "invite_needed",
      "link_invalid",
      "last_owner",
      "conflict",
      "too_large",
      "too_many_requests",
      "unavailable",
      "internal",
    ]),
    /** One sentence in English; the client translates by `code`. */
    message: z.string(),
    /** The fields at fault, as dotted paths into the input. */
    fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type Problem = z.infer<typeof problem>;
