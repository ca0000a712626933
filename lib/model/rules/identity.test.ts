import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { redis } from "../needs/redis.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const tagged = (image: string): readonly string[] => [
  `services/app.ts: image: "${image}" has a tag or digest; those come from the stack's versions.yaml`,
];
const noImage = (image: string): readonly string[] => [`services/app.ts: image: "${image}" is not an image repository`];
const noLabel = (path: string, value: string): readonly string[] => [
  `services/app.ts: ${path}: "${value}" is not a label value: letters, digits, "-", "_" and ".", at most 63`,
];

describe("owner", () => {
  it.each<Row>([
    ["an email address", { owner: "shopping@example.com" }, []],
    ["an email address with points and dashes", { owner: "team-a.shop@mail.example.co.uk" }, []],
    ["a tag after a plus", { owner: "shop+alerts@example.com" }, []],
    ["an apostrophe", { owner: "o'neill@example.com" }, []],
    ["64 characters before the @", { owner: `${"a".repeat(64)}@b.com` }, []],
    [
      "65 characters before the @",
      { owner: `${"a".repeat(65)}@b.com` },
      [`services/app.ts: owner: "${"a".repeat(65)}@b.com" is not an email address`],
    ],
    ["no letter or digit before the @", { owner: "+@b.com" }, ['services/app.ts: owner: "+@b.com" is not an email address']],
    ["two points in a row", { owner: "a..b@c.com" }, ['services/app.ts: owner: "a..b@c.com" is not an email address']],
    ["missing", { owner: undefined }, ["services/app.ts: owner: missing: a string is required"]],
    ["a number", { owner: 5 }, ["services/app.ts: owner: must be a string, got 5"]],
    ["a name", { owner: "shopping" }, ['services/app.ts: owner: "shopping" is not an email address']],
    ["a domain without point", { owner: "a@localhost" }, ['services/app.ts: owner: "a@localhost" is not an email address']],
    ["two addresses", { owner: "a@b.com,c@d.com" }, ['services/app.ts: owner: "a@b.com,c@d.com" is not an email address']],
    ["a point last before the @", { owner: "a.@b.com" }, ['services/app.ts: owner: "a.@b.com" is not an email address']],
    ["an empty string", { owner: "" }, ['services/app.ts: owner: "" is not an email address']],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("imagesFrom", () => {
  it.each<Row>([
    ["another repository", { imagesFrom: ["registry.example.com/old/cart"] }, []],
    ["none", { imagesFrom: [] }, []],
    ["a string", { imagesFrom: "redis" }, ['services/app.ts: imagesFrom: must be a list, got "redis"']],
    [
      "a tag",
      { imagesFrom: ["registry.example.com/old/cart:v1"] },
      [`services/app.ts: imagesFrom.0: "registry.example.com/old/cart:v1" has a tag or digest; those come from the stack's versions.yaml`],
    ],
    ["a wildcard", { imagesFrom: ["*"] }, ['services/app.ts: imagesFrom.0: "*" is not an image repository']],
    [
      "a repository twice",
      { imagesFrom: ["registry.example.com/a", "registry.example.com/a"] },
      ['services/app.ts: imagesFrom.1: "registry.example.com/a" is listed twice'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("image", () => {
  it.each<Row>([
    ["a repository", { image: "us-central1-docker.pkg.dev/shop/apps/cart_service" }, []],
    ["a registry with a port", { image: "localhost:5000/cart" }, []],
    ["a bare name", { image: "redis" }, []],
    ["with a tag", { image: "registry.example.com/cart:v1" }, tagged("registry.example.com/cart:v1")],
    ["with a digest", { image: "registry.example.com/cart@sha256:00" }, tagged("registry.example.com/cart@sha256:00")],
    ["a bare name with a tag that is a number", { image: "redis:7" }, tagged("redis:7")],
    ["upper case", { image: "Registry/Cart" }, noImage("Registry/Cart")],
    ["an address", { image: "https://gcr.io/cart" }, noImage("https://gcr.io/cart")],
    ["a slash last", { image: "gcr.io/cart/" }, noImage("gcr.io/cart/")],
    ["a way out", { image: "gcr.io/../cart" }, noImage("gcr.io/../cart")],
    ["an empty string", { image: "" }, noImage("")],
    ["missing", { image: undefined }, ["services/app.ts: image: missing: a string is required"]],
    ["a function", { image: () => "cart" }, ["services/app.ts: image: must be a string, got a function"]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("labels", () => {
  it.each<Row>([
    ["a component", { component: "cache" }, []],
    ["a component with a space", { component: "my cache" }, noLabel("component", "my cache")],
    ["an empty component", { component: "" }, noLabel("component", "")],
    ["64 characters", { partOf: "a".repeat(64) }, noLabel("partOf", "a".repeat(64))],
    ["a dash first", { partOf: "-shop" }, noLabel("partOf", "-shop")],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("names of parts", () => {
  const port = { port: 8080, protocol: "http" };
  const run = { command: ["run"] };
  const short = (path: string, what: string, name: string): string =>
    `services/app.ts: ${path}: the ${what} name "${name}" is not a DNS label: lower-case letters, digits and "-", starting with a letter`;
  it.each<Row>([
    ["a port called like what objects have", { ports: { constructor: port } }, []],
    ["a port in upper case", { ports: { HTTP: port } }, [short("ports.HTTP", "port", "HTTP")]],
    ["a port without a name", { ports: { "": port } }, [short("ports.", "port", "")]],
    ["a port called __proto__", { ports: { ["__proto__"]: port } }, [short("ports.__proto__", "port", "__proto__")]],
    [
      "a port with a long name",
      { ports: { "metrics-and-more": port } },
      ['services/app.ts: ports.metrics-and-more: the port name "metrics-and-more" has 16 characters; at most 15 fit'],
    ],
    ["a need", { needs: { Carts: redis({ memoryGb: 1 }) } }, [short("needs.Carts", "need", "Carts")]],
    ["a need called __proto__", { needs: { ["__proto__"]: redis({ memoryGb: 1 }) } }, [short("needs.__proto__", "need", "__proto__")]],
    ["a job", { jobs: { db_migrate: run } }, [short("jobs.db_migrate", "job", "db_migrate")]],
    ["an init container", { init: { "wait.db": run } }, [short("init.wait.db", "init container", "wait.db")]],
    [
      "an init container called like the service",
      { init: { app: run } },
      ['services/app.ts: init.app: "app" is the name of the service\'s own container'],
    ],
    ["a job called like an init container", { jobs: { setup: run }, init: { setup: run } }, []],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});
