import type { Routes } from "#contract/routes.ts";
import type { Context } from "../context.ts";
import type { Handlers } from "../serve.ts";
import { accountHandlers } from "./account.ts";
import { adminPeopleHandlers } from "./admin-people.ts";
import { adminServerHandlers } from "./admin-server.ts";
import { answerHandlers } from "./answers.ts";
import { calculatorHandlers } from "./calculators.ts";
import { catalogueHandlers } from "./catalogue.ts";
import { carryHandlers } from "./carry.ts";
import { groupAssignmentHandlers } from "./group-assignments.ts";
import { groupDrillHandlers } from "./group-drill.ts";
import { groupInsightHandlers } from "./group-insight.ts";
import { groupInviteHandlers } from "./group-invites.ts";
import { groupMemberHandlers } from "./group-members.ts";
import { groupHandlers } from "./groups.ts";
import { helpHandlers } from "./help.ts";
import { loginHandlers } from "./login.ts";
import { ownDataHandlers } from "./own-data.ts";
import { questionHandlers } from "./questions.ts";
import { registrationHandlers } from "./registration.ts";
import { signOnHandlers } from "./sign-on.ts";
import { twoStepHandlers } from "./two-step.ts";
import { visitorHandlers } from "./visitor.ts";

/** What every operation of the API does; the compiler names the one that is missing. */
export const handlers = (context: Context): Handlers<Routes> => ({
  ...catalogueHandlers(context),
  ...calculatorHandlers(context),
  ...visitorHandlers(context),
  ...registrationHandlers(context),
  ...loginHandlers(context),
  ...accountHandlers(context),
  ...twoStepHandlers(context),
  ...signOnHandlers(context),
  ...ownDataHandlers(context),
  ...carryHandlers(context),
  ...questionHandlers(context),
  ...answerHandlers(context),
  ...helpHandlers(context),
  ...adminPeopleHandlers(context),
  ...adminServerHandlers(context),
  ...groupHandlers(context),
  ...groupMemberHandlers(context),
  ...groupInviteHandlers(context),
  ...groupDrillHandlers(context),
  ...groupAssignmentHandlers(context),
  ...groupInsightHandlers(context),
});
