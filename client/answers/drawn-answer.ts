import type { Diagram, Question } from "#contract/practice.ts";
import type { DrawnAnswer } from "../diagram/diagram.tsx";
import { tracedPaths } from "./traced-paths.ts";

/** What the diagram shows of the answer, and takes from who presses in it. */
export function drawnAnswer({ task, ticket }: Question, diagram: Diagram): DrawnAnswer {
  return task.form === "paths" && task.paths !== null ? tracedPaths(ticket, task.paths, diagram) : {};
}
