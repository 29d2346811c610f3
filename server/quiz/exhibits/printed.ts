import { notations, symbolOf } from "#engine/notation/index.ts";
import type { Symbol } from "#engine/expression.ts";
import type { Random } from "#engine/random.ts";
import { explain, openItem, type Step } from "../explain.ts";
import type { NetworkItem } from "../item.ts";
import type { Misprint, PrintedLine } from "../misprint.ts";
import type { Exhibit } from "./exhibit.ts";

/** What an item keeps of a misprint beside its network; its origins are in the order in which they are shown. */
export type Print = Omit<Misprint, "network" | "ask"> & { readonly origin: number };

/** A misprint with its origins in another order. */
export function printOf({ id, source, lines, wrong, origins, remedy }: Misprint, random: Random): Print {
  const shown = random.shuffled(origins);
  return { id, source, lines, wrong, origins: shown, origin: shown.indexOf(origins[0]!), remedy };
}

/** The numbers that a source prints, of which some are wrong. */
export function printedExhibit(item: NetworkItem & { readonly print: Print }): Exhibit {
  const { source, lines, wrong, origins, origin, remedy } = item.print;
  return {
    source,
    lines: lines.map((line) => stepPrinted(item, line)),
    line: wrong,
    suspects: [...origins],
    suspect: origin,
    instead: explain(item).at(-1)!,
    remedy,
  };
}

function stepPrinted(item: NetworkItem, line: PrintedLine): Step {
  const symbol = "symbol" in line ? line.symbol : nameOf(item, line.quantity);
  return {
    quantity: "quantity" in line ? line.quantity : symbol.text,
    reads: [],
    symbol,
    text: `${symbol.text} = ${line.printed}`,
    latex: `${symbol.latex} = ${line.printed}`,
    numbers: line.printed,
    numbersLatex: line.printed,
    value: null,
  };
}

function nameOf(item: NetworkItem, id: string): Symbol {
  const { network } = openItem(item).problem;
  return symbolOf(network, notations[item.notation], network.find(id)!);
}
