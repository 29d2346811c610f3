import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";
import { vi } from "vitest";

export const CLIENT = { id: "drill", secret: "a secret between two servers" };

/** The way to that server: https as far as anybody can tell, with the encryption left out. */
const plainly =
  (issuer: string, direct: typeof fetch): typeof fetch =>
  (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.startsWith(issuer)) return direct(input, init);
    const headers = new Headers(init?.headers);
    headers.set("x-forwarded-proto", "https");
    return direct(url.replace("https:", "http:"), { ...init, headers });
  };

/** Another server that vouches for whoever logs in there, each under one name and the same e-mail address. */
export const startOpenId = async (returnTo: string): Promise<{ issuer: string; close: () => Promise<void> }> => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [returnTo] }],
    claims: { openid: ["sub", "email", "preferred_username"] },
    cookies: { keys: ["only for this test"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: "shared@example.org", preferred_username: id.split("@")[0] ?? id }),
    }),
  });
  provider.proxy = true;
  server.on("request", provider.callback());
  const close = async (): Promise<void> => {
    vi.unstubAllGlobals();
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  vi.stubGlobal("fetch", plainly(issuer, fetch));
  return { issuer, close };
};

/** Logs in at the other server and consents, as a browser would; answers where it sends the browser back to. */
export const consent = async (address: string, login: string, returnTo: string): Promise<string> => {
  const jar = new Map<string, string>();
  const cookie = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join("; ");
  let next = address;
  let form: Record<string, string> | null = null;
  for (let step = 0; step < 12; step++) {
    const reply: Response = await fetch(next, {
      redirect: "manual",
      headers: { cookie: cookie() },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    for (const given of reply.headers.getSetCookie()) {
      const [name = "", value = ""] = (given.split(";")[0] ?? "").split("=");
      jar.set(name, value);
    }
    const location = reply.headers.get("location");
    if (location !== null) {
      next = new URL(location, next).href;
      form = null;
      if (next.startsWith(returnTo)) return next;
      continue;
    }
    const page = await reply.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (prompt === undefined) throw new Error(`The other server says: ${page}`);
    form = { prompt, ...(prompt === "login" && { login, password: "any" }) };
  }
  throw new Error("The other server leads nowhere.");
};
