const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'", nbsp: " " };

/** What a field says, as text: markup is left out and never comes to a page; breaks of lines stay. */
export function textOfHtml(html: string): string {
  return html
    .replaceAll(/<(?:br|\/div|\/p|\/li|\/tr)\b[^<>]*>/gi, "\n")
    .replaceAll(/<[a-z/!][^<>]*>/gi, "")
    .replaceAll(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{1,8}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    );
}

/** Where a formula begins or ends, in the ways of notes: \( and \), \[ and \], [latex], [$]; but \\[2pt] ends a line. */
const ENDS = /(?<!\\)\\[()[\]]|\[\/?latex\]|\[\/?\$\$?\]/g;

/** A text with its formulas between single dollar signs, and without space around it. */
export const withFormulas = (text: string): string =>
  text
    .replaceAll(/(\\[)\]]|\[\/[^\]]{1,5}\])(?=\\[([]|\[)/g, "$1 ")
    .replaceAll(ENDS, "$$")
    .replaceAll(/\$+/g, "$$")
    .trim();
