import { spoken } from "../index.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** The words of the groups' pages, in the reader's language. */
export const texts = spoken({ en, zh });
