import * as oauth from "oauth4webapi";
import type { Config } from "@/api/config";

/** Where the issuer sends people back to. */
export const RETURN = "/signed-in";
const PENDING = "branchline.signing-in";

interface Pending {
  verifier: string;
  state: string;
  path: string;
}

/**
 * Who is signed in (OpenID Connect, authorization code with PKCE). The token stays in memory: a reload asks
 * the issuer again, which answers at once while its own session lasts.
 */
class Session {
  #token: string | null = null;
  #watchers = new Set<() => void>();
  expired = false;

  token(): string {
    return this.#token ?? "";
  }

  /** Come back from the issuer, or go there; returns the path to show, or null while the page is leaving. */
  async start(config: Config): Promise<string | null> {
    const server = await discovered(config);
    const here = new URL(location.href);
    const pending = taken();
    if (here.pathname !== RETURN || !pending) {
      await leave(server, config, here.pathname === RETURN ? "/" : here.pathname + here.search);
      return null;
    }
    const client = { client_id: config.clientId };
    const parameters = oauth.validateAuthResponse(server, client, here, pending.state);
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      oauth.None(),
      parameters,
      location.origin + RETURN,
      pending.verifier,
      insecure(config),
    );
    const granted = await oauth.processAuthorizationCodeResponse(server, client, answer);
    this.#token = granted.access_token;
    return pending.path;
  }

  /** The services no longer take the token: the page stays as it is and asks to sign in again. */
  expire(): void {
    this.expired = true;
    for (const watcher of this.#watchers) watcher();
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Sign in again and come back to the same place. */
  async renew(config: Config): Promise<void> {
    await leave(await discovered(config), config, location.pathname + location.search);
  }

  /** Leave: the issuer forgets the person too, where it offers that. */
  async end(config: Config): Promise<void> {
    const server = await discovered(config);
    this.#token = null;
    const target = new URL(server.end_session_endpoint ?? "/", location.origin);
    if (server.end_session_endpoint) {
      target.searchParams.set("client_id", config.clientId);
      target.searchParams.set("post_logout_redirect_uri", `${location.origin}/`);
    }
    location.assign(target);
  }
}

export const session = new Session();

/** Plain HTTP is for the development issuer on loopback alone. */
function insecure(config: Config) {
  return { [oauth.allowInsecureRequests]: config.environment === "development" };
}

async function discovered(config: Config): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(config.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure(config)));
}

async function leave(server: oauth.AuthorizationServer, config: Config, path: string): Promise<void> {
  const pending: Pending = {
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    path,
  };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const target = new URL(server.authorization_endpoint ?? "");
  target.search = new URLSearchParams({
    response_type: "code",
    client_id: config.clientId,
    redirect_uri: location.origin + RETURN,
    scope: "openid",
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: "S256",
  }).toString();
  location.assign(target);
}

function taken(): Pending | null {
  const kept = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  return kept ? (JSON.parse(kept) as Pending) : null;
}
