import { messageOf } from "../../base/errors.ts";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "../../base/values.ts";
import type { Credentials, Env, FoundCredentials } from "./found-credentials.ts";
import { askHelper } from "./helper.ts";
import { HUB } from "./image-name.ts";

export interface CredentialOptions {
  /** `DOCKER_CONFIG` and `PATH` are read. A credential helper gets the whole environment. */
  readonly env: Env;
  /** The directory that holds `.docker`. */
  readonly home: string;
}

/** Docker Hub's key in Docker's configuration. */
const HUB_SERVER = "https://index.docker.io/v1/";

/** Finds the credentials of a registry as Docker does: from its own helper, the default helper, or the configuration file. */
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
    // The parser's message quotes the file, which contains secrets.
    return { problem: error instanceof SyntaxError ? `${path} is not JSON` : messageOf(error) };
  }
}

const serverOf = (registry: string): string => (registry === HUB.name ? HUB_SERVER : registry);

/** Finds the entry of a registry. Its key may be a URL: `https://registry.example.com/v1/`. */
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
  if (isFilledString(identityToken)) return { identityToken };
  if (isFilledString(username) && isFilledString(password)) return { username, password };
  const [, user, secret] = /^([^:]+):([^\0]+)/.exec(Buffer.from(isFilledString(auth) ? auth : "", "base64").toString("utf8")) ?? [];
  return user === undefined || secret === undefined ? undefined : { username: user, password: secret };
}

const isFilledString = (value: unknown): value is string => typeof value === "string" && value !== "";
