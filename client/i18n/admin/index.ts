import { spoken } from "../index.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

/** The words of the owner's page, in the reader's language. */
export const texts = spoken({ en, zh });
