import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { DIGEST, FOUND, MANIFEST, PATH, type Reply, withRegistry } from "../../../test/releases/fake-registry.ts";
import { loginCommand } from "./verify-image.ts";

const OTHER = `sha256:${"0".repeat(64)}`;
const TRY = "docker buildx imagetools inspect HOST/team/app@DIGEST";
const PUSH =
  "push the image before you record it; docker buildx imagetools inspect HOST/team/app:<tag> shows the digest of what was pushed";

describe("a registry without a login", () => {
  it("gets one request, a HEAD", () =>
    withRegistry(
      ({ headers }) => (headers.accept?.split(", ").length === 4 ? FOUND : [406]),
      async (fake) => {
        expect(await fake.verify()).toBe("exists");
        expect(fake.asked).toEqual([`HEAD ${PATH}`]);
      },
    ));

  const byGet = (onHead: Reply, onGet: Reply) => (request: IncomingMessage) => (request.method === "HEAD" ? onHead : onGet);
  it.each<[string, Reply, Reply, string | readonly string[]]>([
    ["405 to HEAD", [405], [200, { "docker-content-digest": DIGEST }, MANIFEST], "exists"],
    ["405 to HEAD, no digest", [405], [200, {}, MANIFEST], "exists"],
    ["200 without a digest", [200], [200, {}, MANIFEST], "exists"],
    [
      "another manifest under the right name",
      [405],
      [200, { "docker-content-digest": DIGEST }, "{}"],
      [
        `http://HOST answers the manifest sha256:${createHash("sha256").update("{}").digest("hex")} to HOST/team/app@DIGEST`,
        `${TRY} shows the manifest; a proxy or a login page may have answered`,
      ],
    ],
    [
      "a login page",
      [200],
      [200, { "content-type": "text/html" }, "<html>"],
      [
        `http://HOST answers the manifest sha256:${createHash("sha256").update("<html>").digest("hex")} to HOST/team/app@DIGEST`,
        `${TRY} shows the manifest; a proxy or a login page may have answered`,
      ],
    ],
    [
      "no manifest, said by GET",
      [405],
      [404, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}'],
      ["HOST/team/app@DIGEST is not in the registry", PUSH],
    ],
    [
      "no manifest, with another status",
      [405],
      [400, {}, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}'],
      ["HOST/team/app@DIGEST is not in the registry", PUSH],
    ],
    [
      "a refusal of another kind",
      [405],
      [400],
      ["HOST answered HTTP 400 for HOST/team/app@DIGEST", `${TRY} shows whether Docker can read it`],
    ],
  ])("%s: GET", (_, onHead, onGet, expected) =>
    withRegistry(byGet(onHead, onGet), async (fake) => {
      expect(await fake.verify()).toEqual(expected);
      expect(fake.asked.slice(0, 2)).toEqual([`HEAD ${PATH}`, `GET ${PATH}`]);
    }),
  );

  it("404: the digest is missing", () =>
    withRegistry(
      ({ url }) => (url === "/v2/" ? [200] : [404]),
      async (fake) => {
        expect(await fake.verify()).toEqual(["HOST/team/app@DIGEST is not in the registry", PUSH]);
        expect(fake.asked).toEqual([`HEAD ${PATH}`, "GET /v2/"]);
      },
    ));

  it("an answer with another digest", () =>
    withRegistry(
      () => [200, { "docker-content-digest": OTHER }],
      async (fake) => {
        expect(await fake.verify()).toEqual([
          `http://HOST answers the manifest ${OTHER} to HOST/team/app@DIGEST`,
          `${TRY} shows the manifest; a proxy or a login page may have answered`,
        ]);
      },
    ));

  it("a malformed digest sends no request", () =>
    withRegistry(
      () => FOUND,
      async (fake) => {
        expect(await fake.verify({}, "latest")).toEqual(['"latest" is not a digest: "sha256:" and 64 hex digits', ""]);
        expect(fake.asked).toEqual([]);
      },
    ));
});

describe("the command that logs in to", () => {
  it.each([
    ["gcr.io", "gcloud auth configure-docker gcr.io"],
    ["eu.gcr.io", "gcloud auth configure-docker eu.gcr.io"],
    ["europe-docker.pkg.dev", "gcloud auth configure-docker europe-docker.pkg.dev"],
    ["docker.io", "docker login"],
    ["ghcr.io", "docker login ghcr.io"],
    ["notgcr.io", "docker login notgcr.io"],
  ])("%s: %s", (registry, command) => {
    expect(loginCommand(registry)).toBe(command);
  });
});
