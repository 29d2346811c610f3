import type { AskKind } from "#contract/practice.ts";

export type { AskKind };

/** One number of an instance that is asked for, by its path in the reference format. */
export type Ask = { readonly kind: AskKind; readonly quantity: string };
