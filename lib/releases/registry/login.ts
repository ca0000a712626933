import { isRecord } from "../../base/values.ts";
import { type Challenge, parseChallenges } from "./challenge.ts";
import { type CredentialOptions, findCredentials } from "./credentials.ts";
import type { Credentials } from "./found-credentials.ts";
import { type Answer, type Http, isSafe, type Request } from "./http.ts";
import type { ImageName } from "./image-name.ts";

/** The result of a challenge. */
export interface Login {
  /** Undefined if there is no way to log in. */
  readonly authorization?: string;
  /** For the message if the registry still refuses us. */
  readonly problem?: string;
}

/**
 * Logs in as the registry's challenge requires, anonymously if there are no credentials. Undefined if the registry does not ask for a
 * login. Ignores the challenge of a host that the registry redirects to.
 */
export async function logIn(refusal: Answer, name: ImageName, http: Http, options: CredentialOptions): Promise<Login | undefined> {
  const challenges = challengesOf(refusal);
  // Some registries send a challenge at their root only.
  const all = challenges.length > 0 ? challenges : challengesOf(await http({ url: new URL("/v2/", name.origin), method: "GET" }));
  const challenge = all.find(({ scheme }) => scheme === "bearer") ?? all.find(({ scheme }) => scheme === "basic");
  if (challenge === undefined)
    return all.length === 0 ? undefined : { problem: `asks for a login by ${all.map(({ scheme }) => scheme).join(", ")}` };
  const found = await findCredentials(name.registry, options);
  const { credentials } = found;
  const login = challenge.scheme === "bearer" ? await withToken(challenge, name, http, credentials) : withPassword(credentials);
  const problems = [login.problem, credentials === undefined ? (found.problem ?? "there are no credentials for it") : undefined].filter(
    (each) => each !== undefined,
  );
  return problems.length === 0 ? login : { ...login, problem: problems.join("; ") };
}

const challengesOf = ({ status, own, headers }: Answer): readonly Challenge[] =>
  own && (status === 401 || status === 403) ? parseChallenges(headers.get("www-authenticate")) : [];

function withPassword(credentials: Credentials | undefined): Login {
  if (credentials === undefined) return {};
  return "username" in credentials
    ? { authorization: basic(credentials) }
    : { problem: "it needs a password, and the configuration has an identity token" };
}

const basic = ({ username, password }: { readonly username: string; readonly password: string }): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;

/** Gets a token from the token service, which may be another host than the registry. The registry names it over TLS. */
async function withToken(challenge: Challenge, name: ImageName, http: Http, credentials: Credentials | undefined): Promise<Login> {
  const realm = challenge.params.get("realm") ?? "";
  const url = URL.canParse(realm) ? new URL(realm) : undefined;
  if (url === undefined || !isSafe(url, new URL(name.origin)))
    return { problem: "the address of its token service does not start with https" };
  const { status, body } = await http(tokenRequest(url, challenge, name, credentials));
  if (status !== 200) return { problem: `its token service ${url.host} answered HTTP ${status}` };
  const token = tokenOf(body);
  return token === undefined ? { problem: `its token service ${url.host} gave no token` } : { authorization: `Bearer ${token}` };
}

function tokenRequest(url: URL, { params }: Challenge, { repository }: ImageName, credentials: Credentials | undefined): Request {
  const service = params.get("service");
  const scope = params.get("scope") ?? `repository:${repository}:pull`;
  if (credentials !== undefined && "identityToken" in credentials) {
    const grant = { grant_type: "refresh_token", refresh_token: credentials.identityToken, client_id: "fairlead" };
    return { url, method: "POST", body: new URLSearchParams({ ...grant, scope, ...(service === undefined ? {} : { service }) }) };
  }
  if (service !== undefined) url.searchParams.set("service", service);
  for (const each of scope.split(" ")) url.searchParams.append("scope", each);
  return { url, method: "GET", authorization: credentials === undefined ? undefined : basic(credentials) };
}

/** Characters of a token. fetch refuses a header with any other character, and its error would print the token. */
const TOKEN = /^[\x21-\x7e]+$/;

function tokenOf(body: Buffer): string | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
  const token: unknown = isRecord(answer) ? (answer["token"] ?? answer["access_token"]) : undefined;
  return typeof token === "string" && TOKEN.test(token) ? token : undefined;
}
