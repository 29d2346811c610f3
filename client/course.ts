/** What is practised: the plan, a chosen skill, a group's drill of the week, or what was assigned in a group. */
export type Course =
  | { readonly kind: "plan" }
  | { readonly kind: "skill"; readonly skill: string }
  | { readonly kind: "drill"; readonly group: string }
  | { readonly kind: "assignment"; readonly group: string; readonly assignment: string };

export const plan: Course = { kind: "plan" };

/** A text that two courses share only if they are the same. */
export const courseKey = (course: Course): string => JSON.stringify(course);

export const courseOf = (key: string): Course => JSON.parse(key) as Course;
