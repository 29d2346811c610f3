import { recurrences } from "../drafts/recurrences.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf, valueOf } from "./drill.ts";

const weight = (tensor: string): Asker => gradientOf("gradient_weight", "weight", (q) => q.tensor === tensor);

const ofInput = weight("Wx");
const ofState = weight("Wh");
const startingState = gradientOf("gradient_input", "input", (q) => q.tensor === "h0");
const bias = gradientOf("gradient_bias", "bias", (q) => q.tensor === "b");
const output = valueOf("value", "output");
/** The states before the last one: those that time leads back through. */
const earlierState = gradientOf(
  "gradient_activation",
  "activation",
  ({ time }, { outputs }) => time! < lastStep(outputs),
);
const lastStep = (outputs: readonly (readonly { readonly time?: number }[])[]): number => outputs.at(-1)![0]!.time!;

const gates = ["input gate", "forget gate", "output gate", "candidate", "cell"] as const;
const gruParts = ["reset gate", "update gate", "candidate"] as const;

/** Skills that are drilled on recurrent cells unrolled over a few steps. */
export const recurrenceDrills: Partial<Record<SkillId, Drill>> = {
  "rnn.forward": {
    levels: { 2: [recurrences.rnn2], 3: [recurrences.rnn2Wide, recurrences.rnn3] },
    asks: [valueOf("value", "activation", ({ time }) => time! > 0), output],
  },
  "rnn.bptt": {
    levels: {
      4: [recurrences.rnn2, recurrences.rnn2All, recurrences.rnn2Wide],
      5: [recurrences.rnn3, recurrences.rnn3All],
    },
    asks: [ofState, ofInput, bias, earlierState, gradientOf("delta", "net")],
  },
  "rnn.vanish": {
    levels: { 4: [recurrences.rnn3], 5: [recurrences.rnn4] },
    asks: [startingState],
  },
  "rnn.truncate": {
    levels: { 4: [recurrences.rnn3Cut], 5: [recurrences.rnn3CutLate] },
    asks: [ofState, ofInput, bias],
  },
  "rnn.lstm": {
    levels: { 4: [recurrences.lstm1], 5: [recurrences.lstm2] },
    asks: [
      valueOf("value", "cell"),
      valueOf("value", "hidden state"),
      ...gates.map((role) => gradientOf("gradient", role)),
      ofInput,
      ofState,
    ],
  },
  "rnn.gru": {
    levels: { 4: [recurrences.gru1], 5: [recurrences.gru2] },
    asks: [
      valueOf("value", "hidden state"),
      ...gruParts.map((role) => gradientOf("gradient", role)),
      ofInput,
      ofState,
      startingState,
    ],
  },
};
