import { UserError } from "../../base/user-error.ts";

/** Where an image's manifests are. */
export interface ImageName {
  /** The registry as `docker login` and Docker's configuration name it: `docker.io`, `registry.example.com:5000`. */
  readonly registry: string;
  /** Where its API answers: `https://registry-1.docker.io`. */
  readonly origin: string;
  readonly repository: string;
}

/** Docker Hub under all its names, and where its API answers. */
export const HUB = {
  name: "docker.io",
  names: new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]),
  api: "registry-1.docker.io",
};

const HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/i;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether what is sent there stays on this machine. */
export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

/**
 * Reads the name of an image without tag and digest as Docker does: the part before the first `/` is a host where it has a `.` or a
 * `:`, or is `localhost`; anything else is on Docker Hub.
 * @throws UserError IMAGE
 */
export function parseImageName(image: string): ImageName {
  const slash = image.indexOf("/");
  const first = image.slice(0, Math.max(slash, 0));
  const hosted = /[.:]/.test(first) || first === "localhost";
  const host = hosted ? first : HUB.name;
  const path = hosted ? image.slice(slash + 1) : image;
  const isHub = HUB.names.has(host);
  const repository = isHub && !path.includes("/") ? `library/${path}` : path;
  const bare = `//${isHub ? HUB.api : host}`;
  if (!HOST.test(host) || !URL.canParse(`https:${bare}`) || !repository.split("/").every((part) => COMPONENT.test(part))) {
    throw new UserError("IMAGE", `"${image}" is not an image repository without tag and digest`, {
      hint: "write it as Docker does: team/app, or registry.example.com:5000/team/app",
    });
  }
  const { origin } = new URL(`${isLoopback(new URL(`http:${bare}`)) ? "http" : "https"}:${bare}`);
  return { registry: isHub ? HUB.name : host, origin, repository };
}
