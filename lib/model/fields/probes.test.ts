import { describe, expect, it } from "vitest";
import { exec, grpc, http, type Probe, sameCheck, tcp } from "./probes.ts";

describe("probes", () => {
  it.each<[title: string, probe: Probe, expected: Probe]>([
    ["http leaves the path to the service", http("web"), { kind: "http", port: "web", headers: {} }],
    [
      "http takes a path and headers",
      http("web", { path: "/ready", headers: { Cookie: "probe" } }),
      { kind: "http", port: "web", path: "/ready", headers: { Cookie: "probe" } },
    ],
    ["grpc asks for the whole server", grpc("grpc"), { kind: "grpc", port: "grpc", service: undefined }],
    ["grpc takes a service", grpc("grpc", { service: "cart.v1.Cart" }), { kind: "grpc", port: "grpc", service: "cart.v1.Cart" }],
    ["tcp takes a port", tcp("web"), { kind: "tcp", port: "web" }],
    ["a check takes its numbers", tcp("web", { periodSeconds: 5 }), { kind: "tcp", port: "web", periodSeconds: 5 }],
    ["exec takes a command", exec(["pgrep", "-f", "locust"]), { kind: "exec", command: ["pgrep", "-f", "locust"] }],
  ])("%s", (_title, probe, expected) => {
    expect(probe).toEqual(expected);
  });
});

describe("sameCheck", () => {
  it.each<[a: string, one: Probe, other: Probe, same: boolean]>([
    ["the same path of a port", http("web"), http("web"), true],
    ["the same path with other headers", http("web"), http("web", { headers: { Cookie: "probe" } }), true],
    ["two paths of a port", http("web"), http("web", { path: "/live" }), false],
    ["a path of two ports", http("web"), http("admin"), false],
    ["the same gRPC server", grpc("grpc"), grpc("grpc"), true],
    ["two services of a gRPC server", grpc("grpc"), grpc("grpc", { service: "live" }), false],
    ["a connection to the same port", tcp("web"), tcp("web"), true],
    ["a connection to two ports", tcp("web"), tcp("admin"), false],
    ["a request and a connection", http("web"), tcp("web"), false],
    ["the same command", exec(["ok"]), exec(["ok"]), true],
    ["two commands that look alike when joined", exec(["a", "b"]), exec(["a b"]), false],
  ])("%s", (_title, one, other, same) => {
    expect([sameCheck(one, other), sameCheck(other, one)]).toEqual([same, same]);
  });
});
