/** Flags are 0 or 1, and instants milliseconds since 1970: the same in every SQL. */
export type Flag = 0 | 1;
export type Instant = number;

/** A study day. */
export type Day = number;

/** JSON is stored as text. */
export type Json = string;
