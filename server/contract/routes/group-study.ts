import { z } from "zod";
import { assignment, board, drill, drillChoice, matrix, newAssignment, trouble, week } from "../groups.ts";
import { progress, question } from "../practice.ts";
import type { Route } from "../route.ts";

const id = z.string().min(1).max(64);
const ofGroup = z.strictObject({ group: id });
const ofAssignment = z.strictObject({ group: id, assignment: id });
const empty = z.strictObject({});
const done = z.strictObject({ done: z.literal(true) });
const nextQuestion = z.strictObject({ question: question.nullable(), progress });

/** What a group practises together, and what its staff sees of it. */
export const groupStudyRoutes = {
  drill: {
    method: "GET",
    path: "/api/groups/:group/drill",
    summary: "The drill of this week or another, and how the group answered what the caller has answered",
    access: "member",
    rate: "write",
    params: ofGroup,
    query: z.strictObject({ week: week.optional() }),
    response: drill,
  },
  drillQuestion: {
    method: "POST",
    path: "/api/groups/:group/drill/next",
    summary: "This week's next question for the caller; null when all are answered",
    access: "member",
    rate: "write",
    params: ofGroup,
    body: empty,
    response: nextQuestion,
  },
  chooseDrill: {
    method: "POST",
    path: "/api/groups/:group/drill",
    summary: "Choose the skills of this week's drill, as long as nobody has begun it, or of the next",
    access: "tutor",
    rate: "write",
    params: ofGroup,
    body: drillChoice,
    response: drill,
  },
  assignments: {
    method: "GET",
    path: "/api/groups/:group/assignments",
    summary: "What is to be practised by when, with the caller's progress, and for tutors that of all",
    access: "member",
    rate: "read",
    params: ofGroup,
    response: z.strictObject({ assignments: z.array(assignment) }),
  },
  createAssignment: {
    method: "POST",
    path: "/api/groups/:group/assignments",
    summary: "Assign skills",
    access: "tutor",
    rate: "write",
    params: ofGroup,
    body: newAssignment,
    response: z.strictObject({ id: z.string() }),
  },
  deleteAssignment: {
    method: "DELETE",
    path: "/api/groups/:group/assignments/:assignment",
    summary: "Take an assignment back",
    access: "tutor",
    rate: "write",
    params: ofAssignment,
    response: done,
  },
  assignedQuestion: {
    method: "POST",
    path: "/api/groups/:group/assignments/:assignment/next",
    summary: "The next question of an assignment for the caller; null when all its skills are done",
    access: "member",
    rate: "write",
    params: ofAssignment,
    body: empty,
    response: nextQuestion,
  },
  board: {
    method: "GET",
    path: "/api/groups/:group/board",
    summary: "How much those practised this week who show it, by name",
    access: "member",
    rate: "read",
    params: ofGroup,
    response: board,
  },
  matrix: {
    method: "GET",
    path: "/api/groups/:group/matrix",
    summary: "What every member knows of every skill",
    access: "tutor",
    rate: "read",
    params: ofGroup,
    response: matrix,
  },
  matrixCsv: {
    method: "GET",
    path: "/api/groups/:group/matrix.csv",
    summary: "The same as a table for spreadsheets: a line for each member and skill",
    access: "tutor",
    rate: "read",
    params: ofGroup,
    query: z.strictObject({ language: z.enum(["en", "zh"]).optional() }),
    response: z.string(),
    media: "text/csv",
  },
  trouble: {
    method: "GET",
    path: "/api/groups/:group/trouble",
    summary: "The group's common mistakes, and who is stuck on what",
    access: "tutor",
    rate: "read",
    params: ofGroup,
    response: trouble,
  },
} as const satisfies Record<string, Route>;
