import type { Expression } from "./expression.ts";

/** What an update rule may read: the weight and its gradient, the settings, each state before and after this step. */
export type UpdateScope = {
  readonly w: Expression;
  readonly g: Expression;
  readonly lr: Expression;
  readonly setting: (name: string) => Expression;
  readonly before: (state: string) => Expression;
  readonly after: (state: string) => Expression;
  /** The number of this step, from 1. */
  readonly t: Expression;
};

/** One rule of an optimizer: what a state becomes, or the weight. */
export type UpdateRule = (scope: UpdateScope) => Expression;

/** One optimizer: its settings with defaults, its states and its update. */
export type Optimizer = {
  readonly id: string;
  readonly settings: Readonly<Record<string, number>>;
  /** What is kept for each weight, in the order of computation: a state may read those before it after this step. */
  readonly states: Readonly<Record<string, UpdateRule>>;
  /** Where a state starts, if not at 0. */
  readonly start?: Readonly<Record<string, number>>;
  readonly update: UpdateRule;
  /** Where the gradient is taken, if not at the weight itself. */
  readonly ahead?: UpdateRule | undefined;
  /** Where weight decay enters: into the gradient (L2), or into the weight beside it. */
  readonly decay: "gradient" | "weight";
};
