import swagger from "@fastify/swagger";
import type { StaticDocumentSpec } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import type { Route } from "#contract/route.ts";
import type { Context } from "./context.ts";
import { openApi } from "./openapi.ts";

/** The one style sheet that the page's own program writes into the page. */
const PAGE_STYLE = "'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='";

/** Where the API's own description lives; it is not part of the contract that it describes. */
export const DOCS = { document: "/api/openapi.json", page: "/api/docs" } as const;

/** Serves the OpenAPI document, and a page to read it and try it. */
export const addDocs = async (
  app: FastifyInstance,
  routes: Record<string, Route>,
  { version, config }: Pick<Context, "version" | "config">,
): Promise<void> => {
  const document = openApi(routes, version, config.basePath);
  app.get(DOCS.document, () => document);
  // The plugin's own type knows OpenAPI 3.0 only; it passes the document on as it is.
  const specification = { document } as unknown as StaticDocumentSpec;
  await app.register(swagger, { mode: "static", specification });
  await app.register(swaggerUi, {
    routePrefix: DOCS.page,
    uiConfig: { supportedSubmitMethods: ["get", "post", "patch", "delete"] },
    transformStaticCSP: (policy) => policy.replace("style-src 'self'", `$& ${PAGE_STYLE}`),
    theme: { title: "Backprop Drill: API" },
  });
};
