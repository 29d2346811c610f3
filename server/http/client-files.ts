import { existsSync } from "node:fs";
import { join, sep } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "./errors.ts";

const INDEX = "index.html";

// The build names every file of this folder after its contents.
const HASHED = `${sep}assets${sep}`;

const isPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") && !url.startsWith("/api/") && String(headers.accept).includes("text/html");

/** Serves the built client if there is one: its files, and its one page at every address that it may route by itself. */
export const addClientFiles = async (app: FastifyInstance, folder: string): Promise<void> => {
  const built = existsSync(join(folder, INDEX));
  if (built) {
    await app.register(staticFiles, {
      root: folder,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header("cache-control", path.includes(HASHED) ? "public, max-age=31536000, immutable" : "no-cache"),
    });
  }
  app.setNotFoundHandler((request: FastifyRequest, reply: FastifyReply) => {
    if (built && isPage(request)) return reply.sendFile(INDEX);
    throw new Refusal("not_found", "There is nothing at this address.");
  });
};
