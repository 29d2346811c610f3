import * as client from "openid-client";
import type { Config } from "../../config.ts";
import type { Identity } from "../../db/identities.ts";
import { Refusal } from "../errors.ts";

type Settings = Pick<Config, "oidcIssuer" | "oidcClientId" | "oidcClientSecret">;

/** What ties an answer of the other server to the question that it was asked. */
export type Secrets = { readonly state: string; readonly nonce: string; readonly verifier: string };

/** Whom the other server vouches for, and what they are called there. */
export type Vouched = Identity & { readonly name: string | null };

/** Another server that says who somebody is. */
export type OpenId = {
  readonly issuer: string;
  /** Where the browser has to go, to come back to `returnTo`. */
  readonly address: (returnTo: string, secrets: Secrets) => Promise<string>;
  /** Whom the address that the browser came back by vouches for. */
  readonly vouched: (cameBackBy: string, secrets: Secrets) => Promise<Vouched>;
};

const failed = (cause: unknown): Refusal =>
  Object.assign(new Refusal("sign_on_failed", "The sign-on did not work out. Try again."), { cause });

const nameIn = (claims: client.IDToken): string | null => {
  const names = [claims["preferred_username"], claims["nickname"], claims["name"]];
  return names.find((name) => typeof name === "string") ?? null;
};

/** The other server of the settings; null without one. */
export const openId = ({ oidcIssuer: issuer, oidcClientId, oidcClientSecret }: Settings): OpenId | null => {
  if (issuer === null) return null;
  let discovered: Promise<client.Configuration> | null = null;
  const discover = (): Promise<client.Configuration> => {
    discovered ??= client.discovery(new URL(issuer), oidcClientId, oidcClientSecret ?? undefined);
    discovered.catch(() => (discovered = null));
    return discovered;
  };
  const trying = async <T>(work: (configuration: client.Configuration) => Promise<T>): Promise<T> => {
    try {
      return await work(await discover());
    } catch (error) {
      throw failed(error);
    }
  };
  return {
    issuer,
    address: (returnTo, { state, nonce, verifier }) =>
      trying(async (configuration) => {
        const code_challenge = await client.calculatePKCECodeChallenge(verifier);
        const asked = { redirect_uri: returnTo, scope: "openid profile", state, nonce };
        const question = { ...asked, code_challenge, code_challenge_method: "S256" };
        return client.buildAuthorizationUrl(configuration, question).href;
      }),
    vouched: (cameBackBy, { state, nonce, verifier }) =>
      trying(async (configuration) => {
        const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier };
        const tokens = await client.authorizationCodeGrant(configuration, new URL(cameBackBy), {
          ...checks,
          idTokenExpected: true,
        });
        const claims = tokens.claims();
        if (claims === undefined) throw new Error("There is no ID token.");
        return { issuer, subject: claims.sub, name: nameIn(claims) };
      }),
  };
};
