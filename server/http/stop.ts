import type { FastifyInstance } from "fastify";

const SWEEP = 100;
const PATIENCE = 8_000;

/** Stops listening and lets every running request end, for 8 s at most; idle connections are closed as they fall idle. */
export const stopServing = async (app: FastifyInstance): Promise<void> => {
  const sweep = setInterval(() => app.server.closeIdleConnections(), SWEEP);
  const cut = setTimeout(() => app.server.closeAllConnections(), PATIENCE);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
};
