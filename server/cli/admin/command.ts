import type { Config } from "../../config.ts";

/** What a command works with; the world comes in here, so that a test can hold it still. */
export type Shell = {
  readonly config: Config;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Buffer;
  readonly pid: number;
  readonly print: (line: string) => void;
  readonly signal: (pid: number, signal: "SIGUSR2") => void;
};

/** One thing that the server's owner can do at the command line. */
export type Command = {
  /** What follows its name. */
  readonly usage: string;
  readonly summary: string;
  run(shell: Shell, args: string[]): Promise<void> | void;
};

/** What was typed cannot be understood. */
export class UsageError extends Error {}

/** What was asked for cannot be done, in words for whoever asked. */
export class Failure extends Error {}

/** The one argument of a command. */
export const only = (args: readonly string[], name: string): string => {
  const [argument] = args;
  if (argument === undefined || args.length > 1) throw new UsageError(`it takes one <${name}>`);
  return argument;
};

/** For commands that take no arguments. */
export const demandNone = (args: readonly string[]): void => {
  if (args.length > 0) throw new UsageError("it takes no arguments");
};
