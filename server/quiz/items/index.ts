import { drills } from "../drills/index.ts";
import type { Item } from "../item.ts";
import { isSkill, type SkillId, syllabus } from "../syllabus.ts";
import { choice } from "./choice.ts";
import { find } from "./find.ts";
import { flashcard } from "./flashcard.ts";
import type { Form, FormId } from "./form.ts";
import { matrix } from "./matrix.ts";
import { formula } from "./formula.ts";
import { number } from "./number.ts";
import { order } from "./order.ts";
import { paths } from "./paths.ts";
import { sheet } from "./sheet.ts";

/** Every form of question. */
export const forms: { readonly [F in FormId]: Form<F> } = {
  number,
  formula,
  choice,
  paths,
  order,
  find,
  sheet,
  matrix,
  flashcard,
};

const isForm = (id: string): id is FormId => Object.hasOwn(forms, id);

/** Forms whose questions can be written out where no network bears them. */
const WRITABLE: ReadonlySet<FormId> = new Set(["choice", "order", "flashcard"]);

/** Whether the networks of a skill bear a form. */
export function isDrawn(skill: SkillId, form: FormId): boolean {
  const drill = drills[skill];
  return drill !== undefined && form !== "flashcard" && !drill.without?.includes(form);
}

/** The forms in which a skill is asked, in the order of the syllabus: on networks, or by what is written out. */
export function formsOf(skill: string): FormId[] {
  if (!isSkill(skill)) return [];
  const listed = syllabus[skill].forms.filter(isForm);
  return listed.filter((form) => isDrawn(skill, form) || WRITABLE.has(form));
}

/** The form of an item, for whoever does not care which. */
export const formOf = (item: Item) => forms[item.form] as Form<FormId>;
