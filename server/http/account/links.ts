import { hasAdmin } from "../../db/accounts.ts";
import { createPass } from "../../db/passes.ts";
import { createRegistrationInvite, deleteOwnerLinks } from "../../db/registration-invites.ts";
import { write } from "../../db/write.ts";
import type { Context } from "../context.ts";
import { hashOf, newToken } from "./codes.ts";

type World = Pick<Context, "database" | "now" | "randomBytes">;

const DAY = 86_400_000;

/** What follows the server's address in a link. Browsers keep what is behind the # to themselves, and out of logs. */
export const linkPath = (kind: "invite" | "reset", token: string): string => `/account#${kind}=${token}`;

/** A new link, in place of the last one, that makes whoever takes it the server's owner; null once there is one. */
export const newOwnerLink = async (world: World): Promise<string | null> => {
  const token = newToken(world.randomBytes);
  return write(world.database.db, async (trx) => {
    await deleteOwnerLinks(trx);
    if (await hasAdmin(trx)) return null;
    await createRegistrationInvite(trx, {
      tokenHash: hashOf(token),
      createdBy: null,
      createdAt: world.now(),
      expiresAt: null,
      usesLeft: 1,
      makesAdmin: true,
    });
    return linkPath("invite", token);
  });
};

/** A link that lets so many people register within so many days. */
export const newInviteLink = async (
  world: World,
  invite: { by: number | null; uses: number; days: number },
): Promise<string> => {
  const token = newToken(world.randomBytes);
  await createRegistrationInvite(world.database.db, {
    tokenHash: hashOf(token),
    createdBy: invite.by,
    createdAt: world.now(),
    expiresAt: world.now() + invite.days * DAY,
    usesLeft: invite.uses,
    makesAdmin: false,
  });
  return linkPath("invite", token);
};

/** A link that lets somebody set a new password within a day. */
export const newResetLink = async (world: World, user: number): Promise<string> => {
  const token = newToken(world.randomBytes);
  const expiresAt = world.now() + DAY;
  await createPass(world.database.db, { tokenHash: hashOf(token), purpose: "reset", user, expiresAt });
  return linkPath("reset", token);
};
