import { describe, expect, test } from "vitest";
import type { EmbeddingDocument } from "#engine/families/embedding.ts";
import type { TiedDocument } from "#engine/families/tied.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { randomFamilies } from "../engine/random-families.ts";
import { always } from "../engine/random-networks.ts";
import { added, differences, type Matrix, rightly, scaled } from "./by-hand.ts";

/** The rows of a table, sample by sample and word by word. */
function throughTable({ config, params }: EmbeddingDocument, dh: Matrix, id: MistakeId) {
  const E = scaled(params["E"] as number[][], 0);
  config.ids.forEach((row, n) => {
    const divisor = config.combine === "mean" && id !== "emb.mean_not_divided" ? row.length : 1;
    const share = dh[n]!.map((d) => d / divisor);
    for (const word of id === "emb.repeat_counted_once" ? new Set(row) : row)
      E[word] = id === "emb.overwrite" ? share : E[word]!.map((g, d) => g + share[d]!);
  });
  return { E };
}

/** Both uses of a tied matrix. */
function throughBothUses({ inputs }: TiedDocument, dz: readonly number[], h: readonly number[], dy: readonly number[]) {
  const encoder = dz.map((d) => inputs.x.map((x) => d * x));
  const decoder = h.map((a) => dy.map((d) => a * d));
  return {
    "shared_weight.encoder_use_only": encoder,
    "shared_weight.decoder_use_only": decoder,
    "shared_weight.average": scaled(added(encoder, decoder), 1 / 2),
  };
}

describe("to a table and a tied matrix, by hand", () => {
  test.each<MistakeId>(["emb.repeat_counted_once", "emb.overwrite", "emb.mean_not_divided"])("%s", (id) => {
    always(randomFamilies.embedding, 100, (document) => {
      const byHand = throughTable(document, rightly(document).gradient("h"), id);
      expect(differences(document, id, byHand)).toEqual([]);
    });
  });

  test.each(["shared_weight.encoder_use_only", "shared_weight.decoder_use_only", "shared_weight.average"] as const)(
    "%s",
    (id) => {
      always(randomFamilies.tied, 100, (document) => {
        const { forward, gradient } = rightly(document);
        const [dz, h, dy] = [gradient("z"), forward("h"), gradient("y")] as unknown as number[][];
        const byHand = { W_total: throughBothUses(document, dz!, h!, dy!)[id] };
        expect(differences(document, id, byHand)).toEqual([]);
      });
    },
  );
});
