import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Problem } from "#contract/problem.ts";
import { storageFault } from "../db/errors.ts";

type Code = Problem["error"]["code"];
export type Fields = Problem["error"]["fields"];

const statusOf = {
  invalid_input: 400,
  bad_name: 400,
  weak_password: 400,
  no_session: 401,
  login_needed: 401,
  wrong_login: 401,
  account_needed: 403,
  wrong_password: 403,
  wrong_code: 403,
  login_again: 403,
  sign_on_failed: 403,
  registration_closed: 403,
  invite_needed: 403,
  forbidden: 403,
  forbidden_origin: 403,
  not_found: 404,
  link_invalid: 404,
  conflict: 409,
  name_taken: 409,
  identity_taken: 409,
  last_owner: 409,
  too_large: 413,
  too_many_requests: 429,
  too_many_guesses: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<Code, number>;

/** A call that is refused for a reason that the caller may know. */
export class Refusal extends Error {
  readonly code: Code;
  readonly status: number;
  readonly fields: Fields;

  constructor(code: Code, message: string, fields?: Fields) {
    super(message);
    this.code = code;
    this.status = statusOf[code];
    this.fields = fields;
  }

  /** What the caller reads. */
  problem(): Problem {
    const { code, message, fields } = this;
    return { error: fields === undefined ? { code, message } : { code, message, fields } };
  }
}

// Fastify's own refusals of a request speak of the request only, so their text may go out.
const refusalOf = (error: FastifyError): Refusal | null => {
  if (error.statusCode === 413) return new Refusal("too_large", "The body is larger than 64 kB.");
  if (error.statusCode === 415) return new Refusal("invalid_input", "The body has to be application/json.");
  if (error.statusCode === 400) return new Refusal("invalid_input", error.message);
  if (storageFault(error) !== null)
    return new Refusal("unavailable", "The database cannot be written to just now; nothing was stored. Try again.");
  return null;
};

/** Answers every failure with a problem; what the caller may not know goes to the log instead. */
export const answerError = (error: FastifyError | Refusal, request: FastifyRequest, reply: FastifyReply): Problem => {
  const refusal = error instanceof Refusal ? error : refusalOf(error);
  if (refusal === null || refusal.status === 503) request.log.error({ err: error }, "request failed");
  if (refusal === null) {
    void reply.code(500);
    return new Refusal("internal", "Something went wrong on the server. It is in the server's log.").problem();
  }
  void reply.code(error instanceof Refusal ? refusal.status : (error.statusCode ?? refusal.status));
  return refusal.problem();
};
