import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const web = { port: 8080, protocol: "http" };

describe("ports", () => {
  it.each<Row>([
    ["one", { ports: { http: web } }, []],
    ["two", { ports: { http: web, grpc: { port: 7070, protocol: "grpc" } } }, []],
    ["the minimum", { ports: { http: { port: 1, protocol: "http" } } }, []],
    ["80, which the image of nginx opens", { ports: { http: { ...web, port: 80 } } }, []],
    ["the maximum", { ports: { http: { port: 65_535, protocol: "http" } } }, []],
    ["0", { ports: { http: { port: 0, protocol: "http" } } }, ["services/app.ts: ports.http.port: must be at least 1, got 0"]],
    ["-1", { ports: { http: { port: -1, protocol: "http" } } }, ["services/app.ts: ports.http.port: must be at least 1, got -1"]],
    ["65536", { ports: { http: { ...web, port: 65_536 } } }, ["services/app.ts: ports.http.port: must be at most 65535, got 65536"]],
    ["a fraction", { ports: { http: { ...web, port: 80.5 } } }, ["services/app.ts: ports.http.port: must be an integer, got 80.5"]],
    ["a string", { ports: { http: { ...web, port: "8080" } } }, ['services/app.ts: ports.http.port: must be a number, got "8080"']],
    ["no number", { ports: { http: { ...web, port: Number.NaN } } }, ["services/app.ts: ports.http.port: must be a number, got NaN"]],
    [
      "callers' port 0",
      { ports: { http: { ...web, servicePort: 0 } } },
      ["services/app.ts: ports.http.servicePort: must be at least 1, got 0"],
    ],
    [
      "callers' port 65536",
      { ports: { http: { ...web, servicePort: 65_536 } } },
      ["services/app.ts: ports.http.servicePort: must be at most 65535, got 65536"],
    ],
    [
      "one number twice",
      { ports: { grpc: { port: 7070, protocol: "grpc" }, admin: { port: 7070, protocol: "grpc", servicePort: 7071 } } },
      ['services/app.ts: ports.admin.port: 7070 is already the port of "grpc"'],
    ],
    [
      "one callers' number twice",
      { ports: { http: web, admin: { port: 8081, protocol: "http" } } },
      ['services/app.ts: ports.admin.servicePort: 80 is already the servicePort of "http"'],
    ],
    [
      "a misspelt field",
      { ports: { http: { ...web, servicePrt: 80 } } },
      ['services/app.ts: ports.http.servicePrt: unknown field; did you mean "servicePort"?'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });

  // A default would turn these into other problems, which are consequences.
  it.each<Row>([
    ["a string", { ports: "http" }, ['services/app.ts: ports: must be an object, got "http"']],
    ["a list", { ports: [8080] }, ["services/app.ts: ports: must be an object, got a list"]],
    ["null", { ports: null }, ["services/app.ts: ports: must be an object, got null"]],
    ["a number for a port", { ports: { http: 8080 } }, ["services/app.ts: ports.http: must be an object, got 8080"]],
    ["a function for a port", { ports: { http: () => web } }, ["services/app.ts: ports.http: must be an object, got a function"]],
    [
      "an unknown protocol",
      { ports: { http: { port: 8080, protocol: "https" } } },
      ['services/app.ts: ports.http.protocol: must be "grpc", "http", "tcp" or "udp", got "https"'],
    ],
    [
      "no protocol",
      { ports: { http: { port: 8080 } } },
      ['services/app.ts: ports.http.protocol: missing: "grpc", "http", "tcp" or "udp" is required'],
    ],
  ])("of the wrong shape: %s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
