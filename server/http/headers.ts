import type { FastifyInstance } from "fastify";

const policy = {
  "default-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "script-src": "'self'",
  "script-src-attr": "'none'",
  "style-src": "'self'",
  // KaTeX places its boxes with style attributes.
  "style-src-attr": "'unsafe-inline'",
};

/** Sent with every reply. */
export const secure = {
  "content-security-policy": Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join("; "),
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

const YEAR = 31_536_000;

/** Said over https only: from then on a browser comes no other way. */
const lasting = { "strict-transport-security": `max-age=${YEAR}` };

/** The same security headers on every reply, errors included; answers of the API are never cached. */
export const addHeaders = (app: FastifyInstance, origin: string | null): void => {
  const api = { ...secure, "cache-control": "no-store" };
  const isHttps = origin?.startsWith("https:") ?? false;
  app.addHook("onRequest", (request, reply, done) => {
    reply.headers(request.url.startsWith("/api/") ? api : secure);
    if (isHttps || request.protocol === "https") reply.headers(lasting);
    done();
  });
};
