import type { Bilingual } from "#contract/words.ts";
import { isMistake, mistakes } from "#quiz/mistakes/index.ts";

/** Counted mistakes with their names. A log may hold one that has since been taken out of the catalogue. */
export const named = <T extends { readonly mistake: string }>(
  counted: readonly T[],
): (Omit<T, "mistake"> & { id: string; name: Bilingual })[] =>
  counted.flatMap(({ mistake, ...counts }) =>
    isMistake(mistake) ? [{ ...counts, id: mistake, name: mistakes[mistake].name }] : [],
  );
