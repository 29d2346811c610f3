import type { FastifyInstance } from "fastify";
import { createAccount } from "../../server/db/accounts.ts";
import type { Context } from "../../server/http/context.ts";
import { guestOf, rightAnswer, storedTicket, wrongAnswer } from "./learner.ts";
import type { Learner } from "./learner.ts";

type Server = { readonly app: FastifyInstance; readonly context: Context; readonly clock: { at: number } };

/** Somebody with an account of that name. */
export type Person = Learner & { readonly name: string; readonly id: number };

/** A guest who has just become an account, without the trouble of a password. */
export const personNamed = async ({ app, context }: Server, name: string): Promise<Person> => {
  const guest = await guestOf(app);
  const { db } = context.database;
  const { id } = await db.selectFrom("users").select("id").orderBy("id", "desc").executeTakeFirstOrThrow();
  const account = { user: id, name, nameKey: name.toLowerCase(), passwordHash: null, admin: false };
  await createAccount(db, { ...account, at: context.now() });
  return { ...guest, name, id };
};

export const newGroup = { name: "Thursday evenings", language: null, zone: "Asia/Shanghai" } as const;

/** A group with its owner, and whoever else was invited to be what. */
export const groupWith = async (
  server: Server,
  roles: Readonly<Record<string, "member" | "tutor">> = {},
): Promise<{ group: string; owner: Person; people: Record<string, Person> }> => {
  const owner = await personNamed(server, "Olga");
  const { id: group } = await owner.call("createGroup", { body: newGroup });
  const people: Record<string, Person> = {};
  for (const [name, role] of Object.entries(roles)) {
    const person = await personNamed(server, name);
    await person.call("joinGroup", { body: { code: await codeOf(owner, group, role) } });
    people[name] = person;
  }
  return { group, owner, people };
};

/** A code that lets anybody in, once. */
export const codeOf = async (owner: Learner, group: string, role: "member" | "tutor" = "member"): Promise<string> => {
  const invite = await owner.call("createGroupInvite", { params: { group }, body: { role, days: 7, uses: 1 } });
  return invite.code;
};

/** The id that a member goes by in a group. */
export const memberId = async (owner: Learner, group: string, name: string): Promise<string> => {
  const { members } = await owner.call("members", { params: { group } });
  const found = members.find((member) => member.name === name);
  if (!found) throw new Error(`${name} is no member`);
  return found.id;
};

let attempts = 0;

/** Answers a question, rightly or wrongly. */
export const answerTo = async (context: Context, person: Learner, ticket: string, verdict: "right" | "wrong") => {
  attempts += 1;
  const attempt = `00000000-0000-4000-9000-${String(attempts).padStart(12, "0")}`;
  const answer = await (verdict === "right" ? rightAnswer : wrongAnswer)(context, ticket);
  return person.call("answer", { params: { ticket }, body: { attempt, answer, seconds: 30 } });
};

/** Lets somebody answer a skill of their choice. */
export const practise = async (
  context: Context,
  person: Learner,
  skill: string,
  verdict: "right" | "wrong",
  level?: number,
): Promise<void> => {
  const { question } = await person.call("next", { body: { skill, form: "number", ...(level && { level }) } });
  await answerTo(context, person, question!.ticket, verdict);
};

export { storedTicket };
