import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../../base/errors.ts";
import { isRecord } from "../../base/values.ts";
import { askHelper } from "./helper.ts";
import { HUB } from "./image-name.ts";

export type Env = Readonly<Record<string, string | undefined>>;

/** What a registry knows a person or a robot by. Never printed. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly identityToken: string };

/** What Docker's configuration has for a registry; `problem`: why it gave none, to be told when the registry refuses us. */
export interface FoundCredentials {
  readonly credentials?: Credentials;
  readonly problem?: string;
}

export interface CredentialOptions {
  /** `DOCKER_CONFIG` and `PATH` are read, and a credential helper gets all of it. */
  readonly env: Env;
  /** The directory that holds `.docker`. */
  readonly home: string;
}

/** Docker Hub's key in Docker's configuration. */
const HUB_SERVER = "https://index.docker.io/v1/";

/** The credentials of a registry as Docker finds them: its own helper, else the common one, else the configuration itself. */
export async function findCredentials(registry: string, { env, home }: CredentialOptions): Promise<FoundCredentials> {
  const path = join(env["DOCKER_CONFIG"] ?? join(home, ".docker"), "config.json");
  const { config, problem } = await readConfig(path);
  if (config === undefined) return problem === undefined ? {} : { problem };
  const helper = entryOf(config["credHelpers"], registry) ?? config["credsStore"];
  const stored: FoundCredentials = typeof helper === "string" && helper !== "" ? await askHelper(helper, serverOf(registry), env) : {};
  if (stored.credentials !== undefined) return stored;
  const written = writtenCredentials(entryOf(config["auths"], registry));
  return written === undefined ? stored : { credentials: written };
}

async function readConfig(path: string): Promise<{ readonly config?: Readonly<Record<string, unknown>>; readonly problem?: string }> {
  try {
    const config: unknown = JSON.parse(await readFile(path, "utf8"));
    return isRecord(config) ? { config } : { problem: `${path} is not an object` };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    // What a parser says quotes the file, which holds secrets.
    return { problem: error instanceof SyntaxError ? `${path} is not JSON` : messageOf(error) };
  }
}

const serverOf = (registry: string): string => (registry === HUB.name ? HUB_SERVER : registry);

/** The entry of a registry, whose key may also be a URL: `https://registry.example.com/v1/`. */
function entryOf(entries: unknown, registry: string): unknown {
  if (!isRecord(entries)) return undefined;
  const exact = entries[serverOf(registry)] ?? entries[registry];
  if (exact !== undefined) return exact;
  const key = Object.keys(entries).find((key) => {
    const host = key.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
    return host === registry || (registry === HUB.name && HUB.names.has(host));
  });
  return key === undefined ? undefined : entries[key];
}

function writtenCredentials(entry: unknown): Credentials | undefined {
  if (!isRecord(entry)) return undefined;
  const { identitytoken: identityToken, auth, username, password } = entry;
  if (isText(identityToken)) return { identityToken };
  if (isText(username) && isText(password)) return { username, password };
  const [, user, secret] = /^([^:]+):([^\0]+)/.exec(Buffer.from(isText(auth) ? auth : "", "base64").toString("utf8")) ?? [];
  return user === undefined || secret === undefined ? undefined : { username: user, password: secret };
}

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
