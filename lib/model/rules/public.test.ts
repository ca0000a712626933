import { describe, expect, it } from "vitest";
import { exact } from "../../index.ts";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

describe("public", () => {
  const noPrefix = (path: string): string[] => [`services/app.ts: public.paths: "${path}" is not a path prefix`];
  const noName = (name: string): string[] => [`services/app.ts: public.subdomain: "${name}" is not a DNS name`];
  const noHost = (name: string): string[] => [`services/app.ts: public.host: "${name}" is not a host name`];
  it.each<[title: string, route: unknown, problems: readonly string[]]>([
    ["its name in the stack's domain", {}, []],
    ["another name", { subdomain: "shop" }, []],
    ["a name of two parts", { subdomain: "api.shop" }, []],
    ["a name with a dash first", { subdomain: "-shop" }, noName("-shop")],
    ["no name", { subdomain: "" }, noName("")],
    ["a name of 64 characters", { subdomain: "a".repeat(64) }, noName("a".repeat(64))],
    ["a host", { host: "www.example.com" }, []],
    ["a host in upper case", { host: "WWW.example.com" }, noHost("WWW.example.com")],
    ["a host with a port", { host: "www.example.com:443" }, noHost("www.example.com:443")],
    ["any host", { host: "*.example.com" }, noHost("*.example.com")],
    ["no host", { host: "" }, noHost("")],
    ["an address", { host: "10.0.0.1" }, noHost("10.0.0.1")],
    ["a host in Punycode", { host: "xn--bcher-kva.example" }, []],
    ["paths", { paths: ["/", "/api", "/v1.0/my_cart-2~x"] }, []],
    ["a path of 1024 characters", { paths: [`/${"a".repeat(1023)}`] }, []],
    [
      "a path of 1025 characters",
      { paths: [exact(`/${"a".repeat(1024)}`)] },
      ["services/app.ts: public.paths: a path has 1025 characters; a route takes at most 1024"],
    ],
    ["one whole path", { paths: [exact("/login"), "/login", exact("/")] }, []],
    ["a whole path twice", { paths: [exact("/a"), exact("/a")] }, ['services/app.ts: public.paths: "/a (exact)" is listed twice']],
    ["a whole path with a space", { paths: [exact("/a b")] }, ['services/app.ts: public.paths: "/a b" is not a path']],
    ["a whole path without slash", { paths: [exact("a")] }, ['services/app.ts: public.paths.0.path: must start with "/", got "a"']],
    [
      "a whole path without a path",
      { paths: [{ kind: "exact" }] },
      ["services/app.ts: public.paths.0.path: missing: a string is required"],
    ],
    [
      "a match of another kind",
      { paths: [{ kind: "regex" }] },
      ['services/app.ts: public.paths.0: must be a path such as "/api", or exact("/login"), got an object'],
    ],
    ["no path", { paths: [] }, ["services/app.ts: public.paths: must not be empty"]],
    [
      "a path without slash",
      { paths: ["/", "api"] },
      ['services/app.ts: public.paths.1: must be a path such as "/api", or exact("/login"), got "api"'],
    ],
    ["a path with a space", { paths: ["/a b"] }, noPrefix("/a b")],
    ["a path with a query", { paths: ["/a?b"] }, noPrefix("/a?b")],
    ["a path with a fragment", { paths: ["/a#b"] }, noPrefix("/a#b")],
    ["a path with an escape", { paths: ["/%2f"] }, noPrefix("/%2f")],
    ["a path with two slashes", { paths: ["/a//b"] }, noPrefix("/a//b")],
    // Gateway API refuses `.` and `..`, in the middle and at the end.
    ["a path with a way up", { paths: ["/a/../b"] }, noPrefix("/a/../b")],
    ["a path with a way up last", { paths: ["/a/.."] }, noPrefix("/a/..")],
    ["a path with a step in place", { paths: ["/a/./b"] }, noPrefix("/a/./b")],
    ["a path of a number", { paths: [5] }, ['services/app.ts: public.paths.0: must be a path such as "/api", or exact("/login"), got 5']],
  ])("%s", (_title, route, problems) => {
    expect(problemsWith({ public: Object.assign({ port: "http" }, route) })).toEqual(problems);
  });
});

describe("public port", () => {
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["an http one", { public: { port: "http" } }, []],
    ["a misspelt one", { public: { port: "htpp" } }, ['services/app.ts: public.port: app has no port "htpp"; did you mean "http"?']],
    [
      "a name that objects have",
      { public: { port: "toString" } },
      ['services/app.ts: public.port: app has no port "toString" (known: "http")'],
    ],
    ["a grpc one", { ports: { grpc: { port: 7070, protocol: "grpc" } }, public: { port: "grpc" } }, []],
    [
      "a tcp one",
      { ports: { db: { port: 7070, protocol: "tcp" } }, public: { port: "db" } },
      ['services/app.ts: public.port: "db" is a tcp port; a public route needs an http or grpc port'],
    ],
    ["missing", { public: {} }, ["services/app.ts: public.port: missing: a string is required"]],
    [
      "missing in a tier that makes it public",
      { tiers: { latest: { public: { subdomain: "shop" } } } },
      ["services/app.ts: tiers.latest.public.port: missing: a string is required"],
    ],
    ["not an object", { public: true }, ["services/app.ts: public: must be an object, got true"]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("several hosts and routes", () => {
  const ports = { http: { port: 8080, protocol: "http" }, grpc: { port: 7070, protocol: "grpc" } };
  const names = (count: number) => Array.from({ length: count }, (_, index) => `h${index}.example.com`);

  it.each<readonly [title: string, route: Fields, problems: readonly string[]]>([
    ["hosts", { host: ["www.example.com", "example.com"] }, []],
    ["subdomains", { subdomain: ["www", "shop"] }, []],
    ["no host of a list", { host: [] }, ["host: must not be empty"]],
    ["a number for a host", { host: 5 }, ["host: must be a string or a list of strings, got 5"]],
    ["a host twice", { host: ["a.example.com", "a.example.com"] }, ['host: "a.example.com" is listed twice']],
    ["17 hosts", { host: names(17) }, ["host: has 17 names; a route takes at most 16"]],
    [
      "more routes",
      {
        routes: {
          api: { port: "grpc", subdomain: "api", services: ["shop.v1.Carts"] },
          old: { port: "http", paths: ["/old"], subdomain: "old" },
        },
      },
      [],
    ],
    ["a route without a port", { routes: { api: {} } }, ["routes.api.port: missing: a string is required"]],
    [
      "a route to an unknown port",
      { routes: { api: { port: "gprc", paths: ["/a"] } } },
      ['routes.api.port: app has no port "gprc"; did you mean "grpc"?'],
    ],
    [
      "a route with a long name",
      { routes: { "a-very-long-route": { port: "http", paths: ["/a"] } } },
      ['routes.a-very-long-route: the route name "a-very-long-route" has 17 characters; at most 15 fit'],
    ],
    [
      "a route with the name of a redirect",
      { routes: { https: { port: "http", paths: ["/a"] } } },
      ['routes.https: "https" is the name of a redirect'],
    ],
    [
      "http and grpc on one host",
      { routes: { api: { port: "grpc", services: ["a.B"] } } },
      ["routes.api: the host app.shop.example.com has http and grpc routes; a Gateway takes one kind on a host"],
    ],
    [
      "two routes with one path",
      { routes: { api: { port: "http" } } },
      ["routes.api: app.shop.example.com/ on latest already leads to app"],
    ],
    ["a misspelt field", { routes: { api: { port: "http", path: ["/a"] } } }, ['routes.api.path: unknown field; did you mean "paths"?']],
    ["services of an http port", { services: ["shop.Carts"] }, ['services: "http" is an http port; only a grpc port has services']],
    ["paths of a grpc port", { port: "grpc", paths: ["/a"] }, ['paths: "grpc" is a grpc port; it has services instead of paths']],
    [
      "a timeout of a grpc port",
      { port: "grpc", timeoutSeconds: 5 },
      ['timeoutSeconds: "grpc" is a grpc port; a GRPCRoute has no timeouts'],
    ],
    [
      "no gRPC service",
      { port: "grpc", services: ["/shop.Carts", "shop..Carts"] },
      [
        'services: "/shop.Carts" is not a gRPC service such as shop.v1.Carts',
        'services: "shop..Carts" is not a gRPC service such as shop.v1.Carts',
      ],
    ],
    ["headers", { headers: { "X-Version": "2" } }, []],
    [
      "malformed headers",
      { headers: { "a b": "2", c: "", x: "1", X: "2" } },
      [
        'headers.a b: "a b" is not a valid HTTP header name',
        "headers.c: has 0 characters; 1 to 4096 are valid",
        'headers: "x" is listed twice',
      ],
    ],
    ["a timeout of no time", { timeoutSeconds: 0 }, ["timeoutSeconds: must be at least 1, got 0"]],
    ["a listener", { listener: "https" }, []],
    ["a malformed listener", { listener: "HTTPS" }, ['listener: "HTTPS" is not the name of a listener']],
    ["redirects", { redirectFrom: ["old.example.com"] }, []],
    ["a redirect from a path", { redirectFrom: ["old.example.com/a"] }, ['redirectFrom: "old.example.com/a" is not a host name']],
    [
      "a redirect to itself",
      { host: "a.example.com", redirectFrom: ["a.example.com"] },
      ["redirectFrom: a.example.com/ on latest already leads to app"],
    ],
    [
      "a share with nobody",
      { share: ["nobody", "app"] },
      ['share: there is no service "nobody" (known: "app")', 'share: "app" is the service itself'],
    ],
  ])("%s", (_title, route, problems) => {
    expect(problemsWith({ ports, public: { port: "http", ...route } })).toEqual(
      problems.map((problem) => `services/app.ts: public.${problem}`),
    );
  });
});
