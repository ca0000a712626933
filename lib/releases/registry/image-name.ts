import { UserError } from "../../base/user-error.ts";

/** The location of an image's manifests. */
export interface ImageName {
  /** The registry's name for `docker login` and in Docker's configuration: `docker.io`, `registry.example.com:5000`. */
  readonly registry: string;
  /** The origin of its API: `https://registry-1.docker.io`. */
  readonly origin: string;
  readonly repository: string;
}

/** The names of Docker Hub, and the host of its API. */
export const HUB = {
  name: "docker.io",
  names: new Set(["docker.io", "index.docker.io", "registry-1.docker.io"]),
  api: "registry-1.docker.io",
};

const HOST = /^(?:\[[0-9a-f:]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d{1,5})?$/i;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** True if the address is on this machine. */
export const isLoopback = (url: URL): boolean => LOOPBACK.has(url.hostname);

/**
 * Parses the name of an image without tag and digest as Docker does. The part before the first `/` is a host if it is `localhost` or
 * contains `.` or `:`. Every other image is on Docker Hub.
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
