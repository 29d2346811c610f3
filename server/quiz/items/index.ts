import { drills } from "../drills/index.ts";
import type { Item } from "../item.ts";
import { isSkill, syllabus } from "../syllabus.ts";
import { choice } from "./choice.ts";
import type { Form, FormId } from "./form.ts";
import { number } from "./number.ts";
import { paths } from "./paths.ts";

/** Every form of question. */
export const forms: { readonly [F in FormId]: Form<F> } = { number, choice, paths };

const isForm = (id: string): id is FormId => Object.hasOwn(forms, id);

/** The forms in which a skill is asked, in the order of the syllabus. */
export function formsOf(skill: string): FormId[] {
  const drill = isSkill(skill) ? drills[skill] : undefined;
  return isSkill(skill) && drill
    ? syllabus[skill].forms.filter(isForm).filter((form) => !drill.without?.includes(form))
    : [];
}

/** The form of an item, for whoever does not care which. */
export const formOf = (item: Item) => forms[item.form] as Form<FormId>;
