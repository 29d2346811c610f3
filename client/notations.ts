import type { NotationId } from "#contract/network.ts";

/** The notations that a network can be read in. */
export const notations: readonly NotationId[] = ["mazur", "layered", "perceptron", "case1"];
