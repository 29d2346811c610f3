import { readConfig } from "../config.ts";

/** Whether the server of this environment is well, as an exit code: for whatever restarts one that is not. */
const { port } = readConfig(process.env);
const reply = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null);
process.exitCode = reply?.ok === true ? 0 : 1;
