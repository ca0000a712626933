import { containersOf } from "../containers.ts";
import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/** The host of Docker Hub, which an image without a host comes from. */
const DOCKER_HUB = "docker.io";

/**
 * Allows images of some registries only.
 * @param registries hosts with or without a path: `ghcr.io/acme` or `docker.io`
 */
export const allowedRegistries = (registries: readonly string[], options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("allowed-registries", options, {
    why: "only these registries are scanned and under our control",
    fix: `copy the image to one of ${registries.join(", ")}`,
    manifests: (object) =>
      containersOf(object).flatMap(({ image, path }) => {
        const address = withHost(image);
        const isAllowed = registries.some((registry) => address.startsWith(registry.endsWith("/") ? registry : `${registry}/`));
        return isAllowed ? [] : [{ path: `${path}.image`, message: `"${repositoryOf(image)}" is of no allowed registry` }];
      }),
  });

/** Returns an image without tag and digest, so that the findings of all stacks are one. */
const repositoryOf = (image: string): string => image.replace(/@.*$/, "").replace(/:[^/:]*$/, "");

/** Completes the address of an image, as container runtimes do: `nginx` is `docker.io/library/nginx`. */
function withHost(image: string): string {
  const [first = "", ...rest] = image.split("/");
  if (rest.length === 0) return `${DOCKER_HUB}/library/${image}`;
  return first === "localhost" || /[.:]/.test(first) ? image : `${DOCKER_HUB}/${image}`;
}
