/** Text for learners, in both languages. */
export type { Bilingual } from "#contract/practice.ts";
