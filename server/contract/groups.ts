import { z } from "zod";
import { bilingual } from "./words.ts";

/** What somebody is in a group: an owner may all that a tutor may, a tutor all that a member may. */
export const role = z.enum(["member", "tutor", "owner"]);

const count = z.number().int().min(0);
const skillIds = (most: number) => z.array(z.string().min(1).max(64)).min(1).max(most);

/** YYYY-MM-DD, in the group's zone. */
const date = z.iso.date();

/** A week in ISO 8601, such as 2026-W05. */
export const week = z.string().regex(/^\d{4}-W(0[1-9]|[1-4]\d|5[0-3])$/);

export const groupSettings = z.strictObject({
  name: z.string().trim().min(1).max(60),
  /** The language that its invitations are read in; null leaves it to each reader. */
  language: z.enum(["en", "zh"]).nullable(),
  /** IANA name of the zone by whose weeks and dates the group lives. */
  zone: z.string().max(64),
});

export const groupEntry = z.strictObject({ id: z.string(), name: z.string(), role, members: count });
export type GroupEntry = z.infer<typeof groupEntry>;

/** A group as each of its members sees it. */
export const group = groupSettings.extend({
  id: z.string(),
  role,
  members: count,
  /** Whether the caller shows the others how much they practise. */
  showsEffort: z.boolean(),
  /** Who sees what the members know: its owners and tutors. */
  staff: z.array(z.strictObject({ name: z.string(), role })),
});
export type Group = z.infer<typeof group>;

export const groupMember = z.strictObject({
  id: z.string(),
  name: z.string(),
  role,
  joined: z.iso.datetime(),
  you: z.boolean(),
});
export type GroupMember = z.infer<typeof groupMember>;

/** What a code leads to, before anybody accepts it. */
export const invitation = z.strictObject({
  group: z.string(),
  language: groupSettings.shape.language,
  role,
  /** Set where the caller is a member already. */
  member: z.string().nullable(),
});
export type Invitation = z.infer<typeof invitation>;

export const groupInvite = z.strictObject({
  id: z.string(),
  role,
  expires: z.iso.datetime(),
  usesLeft: count,
});
export type GroupInvite = z.infer<typeof groupInvite>;

const namedMistake = z.strictObject({ id: z.string(), name: bilingual, times: count, members: count });

/**
 * What every member knows of every skill that any of them has met, as lists in the order of `skills`. A strength is
 * the chance of remembering now; null is a skill not met.
 */
export const matrix = z.strictObject({
  skills: z.array(z.string()),
  members: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      role,
      strengths: z.array(z.number().nullable()),
      reviews: z.array(count),
      lapses: z.array(count),
      /** Days since the last review. */
      seen: z.array(count.nullable()),
    }),
  ),
});
export type Matrix = z.infer<typeof matrix>;

/** Where a group is in trouble: the mistakes that many make, and who fails a skill again and again. */
export const trouble = z.strictObject({
  mistakes: z.strictObject({ since: date, found: z.array(namedMistake) }),
  stuck: z.strictObject({
    since: date,
    found: z.array(z.strictObject({ name: z.string(), skill: z.string(), failures: count, last: date })),
  }),
});
export type Trouble = z.infer<typeof trouble>;

/** How much those practised this week who show it, by name: there are no places. */
export const board = z.strictObject({
  from: date,
  until: date,
  members: z.array(
    z.strictObject({
      name: z.string(),
      you: z.boolean(),
      questions: count,
      minutes: count,
      /** Skills met so far, and those of them that would be remembered now. */
      met: count,
      remembered: count,
    }),
  ),
});
export type Board = z.infer<typeof board>;

/** How the group answered a question. Nobody is named. */
const comparison = z.strictObject({
  answers: count,
  right: count,
  mistakes: z.array(namedMistake.omit({ members: true })),
});

/** A week's drill: the same questions for all members. */
export const drill = z.strictObject({
  week,
  from: date,
  until: date,
  /** The week before it. */
  before: week,
  /** Whether it can be answered now. */
  open: z.boolean(),
  items: z.array(
    z.strictObject({
      position: count,
      skill: z.string(),
      level: z.number().int(),
      /** Null until the caller has answered. */
      verdict: z.enum(["right", "wrong", "gave_up"]).nullable(),
      /** Null until the caller has answered, or the week is over. */
      compared: comparison.nullable(),
    }),
  ),
  /** For tutors: what was chosen for this week and the next, null where the weakest skills are taken. */
  choice: z
    .strictObject({
      current: z.array(z.string()).nullable(),
      next: z.array(z.string()).nullable(),
      /** Once a question was handed out, this week's drill stays as it is. */
      begun: z.boolean(),
    })
    .nullable(),
});
export type Drill = z.infer<typeof drill>;

export const drillChoice = z.strictObject({
  week: z.enum(["current", "next"]),
  /** Null takes the group's weakest. */
  skills: skillIds(10).nullable(),
});

const level = z.number().int().min(1).max(5).nullable();

/** Skills to be practised by a date. A skill is done by a first answer that is right, at the level or above it. */
export const newAssignment = z.strictObject({ skills: skillIds(20), level, due: date });

export const assignment = z.strictObject({
  id: z.string(),
  due: date,
  /** Whether the date has passed. */
  over: z.boolean(),
  level,
  skills: z.array(z.strictObject({ skill: z.string(), done: z.boolean() })),
  /** For tutors: how many of the skills each member has done. */
  members: z.array(z.strictObject({ name: z.string(), done: count })).nullable(),
});
export type Assignment = z.infer<typeof assignment>;
