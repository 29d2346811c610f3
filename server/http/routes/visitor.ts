import type { Routes } from "#contract/routes.ts";
import { isZone } from "#study/clock.ts";
import { changeSettings } from "../../db/users.ts";
import type { Context } from "../context.ts";
import { Refusal } from "../errors.ts";
import { readProgress } from "../learner.ts";
import { meOf } from "../account/me.ts";
import type { Handlers } from "../serve.ts";
import { prolongSession, welcomeGuest } from "../session.ts";

/** Who the caller is, how they want to learn, and where they stand. */
export const visitorHandlers = (context: Context): Pick<Handlers<Routes>, "me" | "changeSettings" | "progress"> => ({
  async me({ user, request, reply }) {
    if (user === null && !context.config.guests) {
      throw new Refusal("login_needed", "This server takes no guests: log in or register.");
    }
    if (user !== null) await prolongSession(context, { request, reply });
    return meOf(user ?? (await welcomeGuest(context, { request, reply })));
  },
  async changeSettings({ user, body }) {
    if (body.zone !== undefined && !isZone(body.zone)) {
      const fields = [{ path: "zone", message: "This is not the name of a time zone, such as Asia/Shanghai." }];
      throw new Refusal("invalid_input", "The input is not valid; see the fields.", fields);
    }
    const settings = await changeSettings(context.database.db, user.id, body);
    if (settings === null) throw new Refusal("no_session", "This user no longer exists.");
    return settings;
  },
  progress: ({ user }) => readProgress(context, user),
});
