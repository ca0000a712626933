import { describe, expect, it } from "vitest";
import { UserError } from "../../base/user-error.ts";
import { parseImageName } from "./image-name.ts";

describe("the name of an image, parsed as Docker does", () => {
  it.each([
    ["redis", "docker.io", "https://registry-1.docker.io", "library/redis"],
    ["team/app", "docker.io", "https://registry-1.docker.io", "team/app"],
    ["docker.io/redis", "docker.io", "https://registry-1.docker.io", "library/redis"],
    ["index.docker.io/team/app", "docker.io", "https://registry-1.docker.io", "team/app"],
    ["gcr.io/google-samples/cart", "gcr.io", "https://gcr.io", "google-samples/cart"],
    ["europe-docker.pkg.dev/shop/images/cart", "europe-docker.pkg.dev", "https://europe-docker.pkg.dev", "shop/images/cart"],
    ["registry.example.com:5000/team/app", "registry.example.com:5000", "https://registry.example.com:5000", "team/app"],
    ["registry:5000/app", "registry:5000", "https://registry:5000", "app"],
    ["localhost/app", "localhost", "http://localhost", "app"],
    ["localhost:5000/team/app", "localhost:5000", "http://localhost:5000", "team/app"],
    ["127.0.0.1:5000/app", "127.0.0.1:5000", "http://127.0.0.1:5000", "app"],
    ["[::1]:5000/app", "[::1]:5000", "http://[::1]:5000", "app"],
    ["127.0.0.1.example.com/app", "127.0.0.1.example.com", "https://127.0.0.1.example.com", "app"],
    ["localhost.example.com/app", "localhost.example.com", "https://localhost.example.com", "app"],
    ["10.0.0.1:5000/app", "10.0.0.1:5000", "https://10.0.0.1:5000", "app"],
  ])("%s", (image, registry, origin, repository) => {
    expect(parseImageName(image)).toEqual({ registry, origin, repository });
  });

  it.each([
    "",
    "/",
    "app:1.0",
    "localhost:5000",
    "registry.example.com/",
    "registry.example.com/../v2",
    "host.tld:99999/app",
    "user@host.tld/app",
    "host.tld/App",
    "a b",
  ])("%j is none", (image) => {
    const hint = "write it as Docker does: team/app, or registry.example.com:5000/team/app";
    const error = new UserError("IMAGE", `"${image}" is not an image repository without tag and digest`, { hint });
    expect(() => parseImageName(image)).toThrow(error);
  });
});
