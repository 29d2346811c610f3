import type { z } from "zod";

/** An answer that is already closed by its schema and written as JSON: made once, or made in another thread. */
export class Encoded {
  readonly json: Uint8Array<ArrayBuffer>;

  constructor(json: Uint8Array<ArrayBuffer>) {
    this.json = json;
  }
}

/** An answer too long to be held at once: pieces that are JSON together, each closed by its schema. A file to keep. */
export class Streamed {
  readonly pieces: AsyncIterable<string>;
  readonly fileName: string;

  constructor(pieces: AsyncIterable<string>, fileName: string) {
    this.pieces = pieces;
    this.fileName = fileName;
  }
}

/** An answer that sends the browser on, to a place relative to the one that it asked. */
export class Redirect {
  readonly to: string;

  constructor(to: string) {
    this.to = to;
  }
}

/** Closes an answer by its schema, so that nothing unlisted leaves, and writes it as JSON. */
export const encode = (schema: z.ZodType, answer: unknown): Encoded =>
  new Encoded(new TextEncoder().encode(JSON.stringify(schema.parse(answer))));
