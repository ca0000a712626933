import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, rawServiceFile, serviceFile } from "../../../test/fleets.ts";
import { redis } from "../needs/redis.ts";
import { NEED_KINDS } from "../needs/registry.ts";
import { postgres } from "../needs/postgres.ts";
import { secret } from "../needs/secret.ts";
import { valkey } from "../needs/valkey.ts";

const input = serviceFile("app").service.input;
const app = (fields: Fields): readonly string[] => problemsWith(fields).map((problem) => problem.replace(/^services\/app\.ts: /, ""));

describe("the service's name", () => {
  const label = 'is not a DNS label: lower-case letters, digits and "-", starting with a letter';
  const differ = (name: string, file: string): string => `the service is called "${name}", but its file "${file}"; both must have one name`;
  const long = "a".repeat(80);
  it.each<[title: string, name: unknown, file: string, problems: readonly string[]]>([
    ["is the file's", "cart", "cart", []],
    ["is one that objects have", "constructor", "constructor", []],
    ["is not the file's", "cart", "cartservice", [differ("cart", "cartservice")]],
    ["differs in case from the file's", "cart", "Cart", [differ("cart", "Cart")]],
    ["leads out of the tree", "../../x", "x", [`"../../x" ${label}`]],
    ["is the prototype of objects", "__proto__", "__proto__", [`"__proto__" ${label}`]],
    ["is a device", "con", "con", ['"con" is a device name on Windows, so no file can have it']],
    ["is Fairlead's own", "platform", "platform", ['"platform" is reserved for Fairlead\'s own layout']],
    [
      "has 80 characters",
      long,
      long,
      [`"${"a".repeat(57)}..." has 80 characters; at most 40 fit, because <stack>-<service> must fit in 63`],
    ],
    ["is a number", 5, "app", ["the name must be a string"]],
    ["is missing", undefined, "app", ["the name must be a string"]],
  ])("%s", (_title, name, file, problems) => {
    const fleet = fleetOf({ services: [rawServiceFile(name, input, `services/${file}.ts`)] });
    expect(problemsOf(fleet)).toEqual(problems.map((problem) => `services/${file}.ts: ${problem}`));
  });

  it("belongs to one file only", () => {
    expect(problemsOf(fleetOf({ services: [serviceFile("cart"), rawServiceFile("cart", input, "services/cart2.ts")] }))).toEqual([
      'services/cart2.ts: the service is called "cart", but its file "cart2"; both must have one name',
    ]);
  });
});

describe("an input that is not an object", () => {
  it.each<[title: string, value: unknown, problem: string]>([
    ["null", null, "must be an object, got null"],
    ["undefined", undefined, "missing: an object is required"],
    ["a number", 5, "must be an object, got 5"],
    ["a string", "cart", 'must be an object, got "cart"'],
    ["a list", [input], "must be an object, got a list"],
    ["a function", () => input, "must be an object, got a function"],
  ])("%s", (_title, value, problem) => {
    expect(problemsOf(fleetOf({ services: [rawServiceFile("app", value)] }))).toEqual([`services/app.ts: ${problem}`]);
  });

  it("is named beside what is wrong elsewhere", () => {
    expect(problemsOf(fleetOf({ services: [rawServiceFile("app", null), serviceFile("cart", { owner: "me" })] }))).toEqual([
      "services/app.ts: must be an object, got null",
      'services/cart.ts: owner: "me" is not an email address',
    ]);
  });
});

describe("unknown fields", () => {
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    ["of the service", { recources: {} }, ['recources: unknown field; did you mean "resources"?']],
    ["of resources", { resources: { memroy: "64Mi" } }, ['resources.memroy: unknown field; did you mean "memory"?']],
    [
      "of a need",
      { needs: { carts: { ...redis({ memoryGb: 1 }), snapshots: "1h" } } },
      ['needs.carts.snapshots: unknown field; did you mean "snapshot"?'],
    ],
    ["of a tier", { tiers: { prod: { scal: { min: 4 } } } }, ['tiers.prod.scal: unknown field; did you mean "scale"?']],
    ["in a tier", { tiers: { prod: { scale: { mni: 4 } } } }, ['tiers.prod.scale.mni: unknown field; did you mean "min"?']],
    ["for a tier", { tiers: { production: {} } }, ['tiers.production: unknown field (known: "latest", "staging", "prod")']],
    ["of a job", { jobs: { migrate: { command: ["migrate"], arg: [] } } }, ['jobs.migrate.arg: unknown field; did you mean "args"?']],
    ["for a patch", { patch: { Deploymnt: () => undefined } }, ['patch.Deploymnt: unknown field; did you mean "Deployment"?']],
  ])("%s", (_title, fields, problems) => {
    expect(app(fields)).toEqual(problems);
  });
});

describe("needs", () => {
  const names = [...Object.keys(NEED_KINDS), "use"].map((name) => `"${name}"`);
  const kinds = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
  it.each<[title: string, needs: unknown, problems: readonly string[]]>([
    ["of an unknown kind", { a: { kind: "reddis", memoryGb: 1 } }, [`needs.a.kind: must be ${kinds}, got "reddis"`]],
    ["of a kind that objects have", { a: { kind: "constructor" } }, [`needs.a.kind: must be ${kinds}, got "constructor"`]],
    ["of no kind", { a: { memoryGb: 1 } }, [`needs.a.kind: missing: ${kinds} is required`]],
    ["null", { a: null }, ["needs.a: must be an object, got null"]],
    ["a string", { a: "redis" }, ['needs.a: must be an object, got "redis"']],
    ["a function that was not called", { a: redis }, ["needs.a: must be an object, got a function"]],
    ["a list", [redis({ memoryGb: 1 })], ["needs: must be an object, got a list"]],
    ["a Redis without size", { a: { kind: "redis" } }, ["needs.a.memoryGb: missing: a number is required"]],
    ["a Redis of nothing", { a: redis({ memoryGb: 0 }) }, ["needs.a.memoryGb: must be at least 1, got 0"]],
    ["a Redis that is too large", { a: redis({ memoryGb: 301 }) }, ["needs.a.memoryGb: must be at most 300, got 301"]],
    [
      "a database that is too small",
      { a: { kind: "postgres", version: "17", storageGb: 9 } },
      ["needs.a.storageGb: must be at least 10, got 9"],
    ],
    [
      "more storage than numbers can say",
      { a: { kind: "postgres", version: "17", storageGb: Number("12345678901234567890") } },
      ["needs.a.storageGb: must be at most 65536, got 12345678901234567000"],
    ],
    [
      "an old database",
      { a: { kind: "postgres", version: "9.6", storageGb: 10 } },
      ['needs.a.version: must be "15", "16", "17" or "18", got "9.6"'],
    ],
    [
      "a Redis of an unknown version",
      { a: { kind: "redis", memoryGb: 1, version: "5" } },
      ['needs.a.version: must be "6.x", "7.0" or "7.2", got "5"'],
    ],
    [
      "a Redis whose password is a string",
      { a: { kind: "redis", memoryGb: 1, auth: "yes" } },
      ['needs.a.auth: must be a boolean, got "yes"'],
    ],
    [
      "a Valkey with a password",
      { a: { kind: "valkey", memoryGb: 1, auth: true } },
      [
        'needs.a.auth: unknown field (known: "memoryGb", "version", "tls", "eviction", "highAvailability", "snapshot", "protection", "movedFrom")',
      ],
    ],
    ["a Valkey that is too large", { a: valkey({ memoryGb: 59 }) }, ["needs.a.memoryGb: must be at most 58, got 59"]],
    [
      "a shared database with a machine",
      { a: { kind: "postgres", version: "17", instance: "shared", cpu: 2, replicas: 1 } },
      [
        "needs.a.cpu: belongs to the instance, which the stack's services share",
        "needs.a.replicas: belongs to the instance, which the stack's services share",
      ],
    ],
    ["a database without storage", { a: { kind: "postgres", version: "17" } }, ["needs.a.storageGb: missing: a number is required"]],
    [
      "a database with 3 CPUs",
      { a: postgres({ storageGb: 10, cpu: 3, memoryGb: 8 }) },
      ["needs.a.cpu: must be 1 or an even number, got 3"],
    ],
    [
      "a database with CPUs alone",
      { a: postgres({ storageGb: 10, cpu: 2 }) },
      ["needs.a.memoryGb: missing: a number is required beside cpu"],
    ],
    [
      "a database with memory alone",
      { a: postgres({ storageGb: 10, memoryGb: 8 }) },
      ["needs.a.cpu: missing: a number is required beside memoryGb"],
    ],
    [
      "too much memory for a CPU",
      { a: postgres({ storageGb: 10, cpu: 1, memoryGb: 8 }) },
      ["needs.a.memoryGb: must be 0.9 to 6.5 for each of 1 CPUs, got 8"],
    ],
    ["odd memory", { a: postgres({ storageGb: 10, cpu: 2, memoryGb: 8.1 }) }, ["needs.a.memoryGb: must be a multiple of 0.25, got 8.1"]],
    [
      "flags of odd names",
      { a: postgres({ storageGb: 10, flags: { constructor: "", Max: 1, log_statement: "all" } }) },
      [
        "needs.a.flags.constructor: must be 1 to 1000 printable characters",
        'needs.a.flags.Max: "Max" is not the name of a flag such as max_connections',
      ],
    ],
    ["eleven replicas", { a: postgres({ storageGb: 10, replicas: 11 }) }, ["needs.a.replicas: must be at most 10, got 11"]],
    [
      "a reason that is a number",
      { a: { kind: "redis", memoryGb: 1, highAvailability: { kind: "none", because: 1 } } },
      ["needs.a.highAvailability.because: must be a string, got 1"],
    ],
    ["a secret without keys", { a: { kind: "secret", keys: [] } }, ["needs.a.keys: must not be empty"]],
    [
      "a secret's key with a slash",
      { a: { kind: "secret", keys: ["a/b"] } },
      [`needs.a.keys.0: must consist of lower-case letters, digits, '.', '_' and '-', got "a/b"`],
    ],
    ["a secret's key twice", { a: { kind: "secret", keys: ["user", "user"] } }, ['needs.a.keys.1: "user" is listed twice']],
    [
      "two keys of one secret",
      { a: secret({ keys: ["db.user", "db-user"] }) },
      ['needs.a.keys.1: "db-user" and "db.user" name the same secret "db-user"'],
    ],
    [
      "a topic that is no function",
      { a: { kind: "subscription", topic: "orders", ackSeconds: 60 } },
      ['needs.a.topic: must be a function such as () => service.need("topic"), got "orders"'],
    ],
    [
      "seconds to acknowledge",
      { a: { kind: "subscription", topic: () => null, ackSeconds: 5 } },
      ["needs.a.ackSeconds: must be at least 10, got 5"],
    ],
  ])("%s", (_title, needs, problems) => {
    expect(app({ needs })).toEqual(problems);
  });
});

describe("values of the wrong type", () => {
  const env = "must be a string, a number or a boolean";
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    ["a string for a list", { command: "run", args: "-v" }, ['args: must be a list, got "-v"', 'command: must be a list, got "run"']],
    [
      "numbers in a list",
      { command: ["run", 5], args: [null] },
      ["args.0: must be a string, got null", "command.1: must be a string, got 5"],
    ],
    ["no command", { command: [] }, ["command: must not be empty"]],
    ["an unknown priority", { priority: "urgent" }, ['priority: must be "high", "normal" or "low", got "urgent"']],
    [
      "a string for the environment",
      { env: "A=1" },
      ['env: must be an object of strings, numbers and booleans, or a function that returns one, got "A=1"'],
    ],
    ["null in the environment", { env: { A: "1", B: null } }, [`env.B: ${env}, got null`]],
    ["an object in the environment", { env: { A: { b: 1 } } }, [`env.A: ${env}, got an object`]],
    ["no number in the environment", { env: { A: Number.NaN } }, [`env.A: ${env}, got NaN`]],
    [
      "an object for calls",
      { calls: {} },
      ['calls: must be a function such as () => ({ catalog: productcatalog.endpoint("grpc") }), got an object'],
    ],
    ["a list for manifests", { manifests: [] }, ["manifests: must be a function such as (context) => [ ... ], got a list"]],
    [
      "an object for a patch",
      { patch: { Deployment: {} } },
      ["patch.Deployment: must be a function such as (manifest) => { ... }, got an object"],
    ],
    ["a string for tiers", { tiers: "prod" }, ['tiers: must be an object, got "prod"']],
    ["a string for the options of a secret", { needs: { api: secret("API" as never) } }, ['needs.api.keys: must be a list, got "API"']],
    ["an empty string for the options of a secret", { needs: { api: secret("" as never) } }, ['needs.api.keys: must be a list, got ""']],
    [
      "an unknown option of a secret",
      { needs: { api: secret({ key: ["a"] } as never) } },
      ['needs.api.key: unknown field; did you mean "keys"?'],
    ],
    ["a job without command", { jobs: { migrate: {} } }, ["jobs.migrate.command: missing: a list is required"]],
    ["an init container without command", { init: { wait: { command: [] } } }, ["init.wait.command: must not be empty"]],
  ])("%s", (_title, fields, problems) => {
    expect(app(fields)).toEqual(problems);
  });
});
