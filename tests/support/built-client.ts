import { buildClientIfStale } from "../../server/cli/build-client.ts";

/** Builds the client once, before the first test that opens it in a browser. */
export const setup = buildClientIfStale;
