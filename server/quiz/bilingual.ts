/** Text for learners, in both languages. */
export type Bilingual = { readonly en: string; readonly zh: string };
