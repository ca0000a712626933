import { describe, expect, it } from "vitest";
import { parseChallenges } from "./challenge.ts";

describe("WWW-Authenticate", () => {
  it.each([
    ["nothing", null, []],
    [
      "Docker Hub's",
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:team/app:pull,push"',
      [["bearer", { realm: "https://auth.docker.io/token", service: "registry.docker.io", scope: "repository:team/app:pull,push" }]],
    ],
    ["a password", 'Basic realm="Registry Realm"', [["basic", { realm: "Registry Realm" }]]],
    [
      "bare values, spaces and capitals",
      "BEARER Realm = https://a.example/t , service=a",
      [["bearer", { realm: "https://a.example/t", service: "a" }]],
    ],
    [
      "two in one header",
      'Basic realm="x", Bearer realm="https://a.example/t"',
      [
        ["basic", { realm: "x" }],
        ["bearer", { realm: "https://a.example/t" }],
      ],
    ],
    ["a scheme alone", "Negotiate", [["negotiate", {}]]],
    ["quotes and commas in quotes", String.raw`Basic realm="a \"b\", c=d"`, [["basic", { realm: 'a "b", c=d' }]]],
    ["a parameter of no scheme", 'realm="x"', []],
  ])("%s", (_, header, expected) => {
    expect(parseChallenges(header).map(({ scheme, params }) => [scheme, Object.fromEntries(params)])).toEqual(expected);
  });
});
