import { createHash } from "node:crypto";
import { isDigest } from "../../model/image.ts";
import { UserError } from "../../base/user-error.ts";
import type { CredentialOptions } from "./credentials.ts";
import { type Answer, httpClient, type HttpOptions, type Request } from "./http.ts";
import { HUB, type ImageName, parseImageName } from "./image-name.ts";
import { type Login, logIn } from "./login.ts";

/** A pushed image. */
export interface PushedImage {
  /** The repository without tag and digest, in Docker's form: `redis`, `registry.example.com:5000/team/app`. */
  readonly image: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
}

export interface VerifyImageOptions extends HttpOptions, CredentialOptions {}

/** Media types of images for one or several platforms, of OCI and Docker. */
const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** Statuses that registries answer to a client without permission. */
const HIDES: ReadonlySet<number> = new Set([401, 403, 404]);

/**
 * Asks the image's registry for the digest, by the OCI distribution specification. An answer without the digest, such as that of a login
 * page, proves nothing. Then the manifest itself is read and hashed.
 * @throws UserError IMAGE if the registry does not have it, refuses access, or does not answer within the deadline
 */
export async function verifyImage({ image, digest }: PushedImage, options: VerifyImageOptions): Promise<void> {
  if (!isDigest(digest)) throw new UserError("IMAGE", `"${digest}" is not a digest: "sha256:" and 64 hex digits`);
  const name = parseImageName(image);
  const http = httpClient(options);
  const url = new URL(`/v2/${name.repository}/manifests/${digest}`, name.origin);
  let method: Request["method"] = "HEAD";
  let login: Login | undefined;
  for (;;) {
    const answer = await http({ url, method, headers: { accept: ACCEPT }, authorization: login?.authorization });
    if (login === undefined && HIDES.has(answer.status)) {
      login = await logIn(answer, name, http, options);
      if (login?.authorization !== undefined) continue;
    }
    const unproven = answer.status === 200 && !answer.headers.has("docker-content-digest");
    if (method === "GET" || (answer.status !== 405 && !unproven)) return judge({ answer, method, name, login }, { image, digest });
    method = "GET";
  }
}

interface Judged {
  readonly answer: Answer;
  readonly method: Request["method"];
  readonly name: ImageName;
  readonly login: Login | undefined;
}

/** Compares the registry's answer with the image. @throws UserError IMAGE */
function judge({ answer, method, name, login }: Judged, { image, digest }: PushedImage): void {
  const { status, headers, body } = answer;
  if (status === 200) {
    const hash = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    const found = headers.get("docker-content-digest") ?? hash;
    const wrong = found !== digest ? found : method === "GET" && hash !== digest ? hash : undefined;
    if (wrong === undefined) return;
    throw new UserError("IMAGE", `${name.origin} answers the manifest ${wrong} to ${image}@${digest}`, {
      hint: `docker buildx imagetools inspect ${image}@${digest} shows the manifest; a proxy or a login page may have answered`,
    });
  }
  // A 404 without a login proves nothing: the registry may hide the image.
  const shutOut = login !== undefined && login.authorization === undefined;
  if (status === 401 || status === 403 || (status === 404 && shutOut)) {
    const why = login?.problem === undefined ? "" : `; ${login.problem}`;
    throw new UserError("IMAGE", `${name.registry} denies access to ${name.repository}: HTTP ${status}${why}`, {
      hint: loginCommand(name.registry),
    });
  }
  if (status === 404 || hasCode(body, "MANIFEST_UNKNOWN")) {
    throw new UserError("IMAGE", `${image}@${digest} is not in the registry`, {
      hint: `push the image before you record it; docker buildx imagetools inspect ${image}:<tag> shows the digest of what was pushed`,
    });
  }
  throw new UserError("IMAGE", `${name.registry} answered HTTP ${status} for ${image}@${digest}`, {
    hint: `docker buildx imagetools inspect ${image}@${digest} shows whether Docker can read it`,
  });
}

/** True if a refusal has that error code of the specification. */
const hasCode = (body: Buffer, code: string): boolean => body.includes(`"${code}"`);

/** Returns the command that gives Docker, and so Fairlead, credentials for a registry. */
export const loginCommand = (registry: string): string =>
  registry === HUB.name
    ? "docker login"
    : /(?:^|\.)gcr\.io$|-docker\.pkg\.dev$/.test(registry)
      ? `gcloud auth configure-docker ${registry}`
      : `docker login ${registry}`;
