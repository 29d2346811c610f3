import { type Characters, charactersOf } from "./characters.ts";
import { Stop, type UnreadableKind } from "./unreadable.ts";

/** A formula as characters in one spelling, with the places where they stood in what was typed. */
export class Text {
  readonly chars: Characters["chars"];
  private readonly from: Characters["from"];
  private readonly end: number;

  constructor(typed: string) {
    this.end = typed.length;
    ({ chars: this.chars, from: this.from } = charactersOf(typed));
  }

  get length(): number {
    return this.chars.length;
  }

  /** The character here, or nothing behind the end. */
  at(i: number): string {
    return this.chars[i] ?? "";
  }

  /** Where a character stood in what was typed; behind the last one, its end. */
  position(i: number): number {
    return this.from[i] ?? this.end;
  }

  /** The first character of what was typed there. */
  indexOf(position: number): number {
    return this.from.indexOf(position);
  }

  slice(start: number, end: number): string {
    return this.chars.slice(start, end).join("");
  }

  /** Past some spaces, and at most one of this sign with the spaces after it. */
  skip(start: number, sign = " "): number {
    const spaces = this.pastSpaces(start);
    return sign !== " " && this.at(spaces) === sign ? this.pastSpaces(spaces + 1) : spaces;
  }

  /** Past this sign and the spaces around it, if it stands here. */
  past(start: number, sign: string): number | undefined {
    return this.at(this.pastSpaces(start)) === sign ? this.skip(start, sign) : undefined;
  }

  private pastSpaces(start: number): number {
    let i = start;
    while (this.chars[i] === " ") i++;
    return i;
  }

  /** The letters, digits and indices that stand together here. */
  word(start: number): string {
    let end = start;
    while (/[\p{L}\d_{}^]/u.test(this.at(end)) && !(this.at(end) === "}" && end === start)) end++;
    return this.slice(start, end).replace(/[_{}^]+$/, "");
  }

  stop(kind: UnreadableKind, i: number, en: string, zh: string): Stop {
    return new Stop(kind, this.position(i), en, zh);
  }
}
