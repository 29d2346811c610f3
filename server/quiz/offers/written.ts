import { inPieces } from "../card-text.ts";
import { mistakes } from "../mistakes/index.ts";
import type { WrittenChoice } from "../written.ts";
import type { Offer } from "./offer.ts";

/** The options of a question that is written out. */
export function writtenOffer({ ask, options }: WrittenChoice): Offer {
  return {
    ask: inPieces(ask),
    options: options.map(({ text }) => inPieces(text)),
    right: options.findIndex(({ right }) => right),
    names: options.map(({ mistake }) => (mistake === null ? null : mistakes[mistake].name)),
    why: options.map(({ why }) => inPieces(why)),
    ladder: () => [],
    mistakesBehind: (place) => {
      const id = options[place]!.mistake;
      if (id === null) return [];
      const { name, remedy } = mistakes[id];
      return [{ id, with: null, name, withName: null, remedy, firstDifference: null }];
    },
  };
}
