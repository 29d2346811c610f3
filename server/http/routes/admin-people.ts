import type { Routes } from "#contract/routes.ts";
import { allPeople, countGuests, namesOf } from "../../db/people.ts";
import { openRegistrationInvites } from "../../db/registration-invites.ts";
import {
  deletePerson,
  endSessionsOf,
  inviteToRegister,
  makeAdmin,
  makeResetLink,
  withdrawInvite,
} from "../admin/acts.ts";
import type { Context } from "../context.ts";
import type { Handlers } from "../serve.ts";

type Names =
  | "people"
  | "setAdmin"
  | "makeResetLink"
  | "endSessionsOf"
  | "deletePerson"
  | "registrationInvites"
  | "inviteToRegister"
  | "withdrawInvite";

const instant = (at: number): string => new Date(at).toISOString();

/** Everybody on the server, and the ways onto it: for its owner. */
export const adminPeopleHandlers = (context: Context): Pick<Handlers<Routes>, Names> => {
  const { db } = context.database;
  const people = async () => ({
    people: (await allPeople(db)).map(({ createdAt, lastSeenAt, ...person }) => ({
      ...person,
      created: instant(createdAt),
      lastSeen: lastSeenAt === null ? null : instant(lastSeenAt),
    })),
    guests: await countGuests(db),
  });
  const invites = async () => {
    const open = (await openRegistrationInvites(db, context.now())).filter(({ makesAdmin }) => !makesAdmin);
    const names = await namesOf(
      db,
      open.flatMap(({ createdBy }) => createdBy ?? []),
    );
    return {
      invites: open.map(({ tokenHash, createdBy, createdAt, expiresAt, usesLeft }) => ({
        id: tokenHash,
        by: createdBy === null ? null : (names.get(createdBy) ?? null),
        created: instant(createdAt),
        expires: expiresAt === null ? null : instant(expiresAt),
        usesLeft,
      })),
    };
  };
  return {
    people,
    async setAdmin({ user, params, body }) {
      await makeAdmin(context, user.id, Number(params.user), body.admin);
      return people();
    },
    makeResetLink: async ({ user, params }) => ({ link: await makeResetLink(context, user.id, Number(params.user)) }),
    async endSessionsOf({ user, params }) {
      await endSessionsOf(context, user.id, Number(params.user));
      return people();
    },
    async deletePerson({ user, params }) {
      await deletePerson(context, user.id, Number(params.user));
      return people();
    },
    registrationInvites: invites,
    inviteToRegister: async ({ user, body }) => ({ link: await inviteToRegister(context, user.id, body) }),
    async withdrawInvite({ user, params }) {
      await withdrawInvite(context, user.id, params.invite);
      return invites();
    },
  };
};
