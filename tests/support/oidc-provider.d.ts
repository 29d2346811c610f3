/** The parts that a test uses of a package without types. */
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";

  export type Configuration = {
    clients: readonly { client_id: string; client_secret: string; redirect_uris: readonly string[] }[];
    claims: Readonly<Record<string, readonly string[]>>;
    cookies: { keys: readonly string[] };
    findAccount: (
      context: unknown,
      id: string,
    ) => { accountId: string; claims: () => Readonly<Record<string, string>> };
  };

  export class Provider {
    constructor(issuer: string, configuration: Configuration);
    /** Whether to believe a proxy that the browser came by https. */
    proxy: boolean;
    callback(): RequestListener;
  }
}
