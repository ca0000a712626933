import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { claim, configDir, emptyDir, newClaim, single } from "../../index.ts";

type Row = readonly [title: string, fields: Fields, problems: readonly string[]];

const one = { scale: single() };
const at = (path: string, problem: string): string => `services/app.ts: ${path}: ${problem}`;

describe("volumes", () => {
  it.each<Row>([
    ["a claim that exists", { ...one, volumes: { data: claim("uploads", { path: "/data" }) } }, []],
    [
      "a claim that Fairlead renders",
      { ...one, volumes: { data: newClaim({ path: "/data", size: "10Gi", storageClass: "premium-rwo" }) } },
      [],
    ],
    ["a claim for many pods", { volumes: { data: newClaim({ path: "/data", size: "10Gi", accessMode: "ReadWriteMany" }) } }, []],
    ["a claim that many pods read", { volumes: { data: claim("media", { path: "/data", accessMode: "ReadOnlyMany" }) } }, []],
    [
      "a claim of a service that runs at times",
      { ports: {}, schedule: { cron: "0 3 * * *" }, volumes: { data: newClaim({ path: "/data", size: "1Gi" }) } },
      [],
    ],
    [
      "a claim for one pod, with several pods",
      { volumes: { data: newClaim({ path: "/data", size: "10Gi" }), old: claim("old", { path: "/old", accessMode: "ReadWriteOncePod" }) } },
      [
        at("volumes.data.accessMode", "ReadWriteOnce is for one pod at a time, but the service runs several"),
        at("volumes.old.accessMode", "ReadWriteOncePod is for one pod at a time, but the service runs several"),
      ],
    ],
    [
      "a claim that must be read-only",
      { volumes: { data: claim("media", { path: "/data", accessMode: "ReadOnlyMany", readOnly: false }) } },
      [at("volumes.data.readOnly", "must be true, because the accessMode is ReadOnlyMany")],
    ],
    [
      "malformed names",
      {
        ...one,
        volumes: {
          Data: claim("My_Claim", { path: "/a" }),
          "a-name-that-is-too-long": newClaim({ path: "/b", size: "1Gi", storageClass: "Fast!" }),
          __proto__x: emptyDir({ path: "/c", size: "1Mi" }),
        },
      },
      [
        at("volumes.Data", 'the volume name "Data" is not a DNS label: lower-case letters, digits and "-", starting with a letter'),
        at("volumes.Data.claim", '"My_Claim" is not the name of a PersistentVolumeClaim'),
        at("volumes.a-name-that-is-too-long", 'the volume name "a-name-that-is-too-long" has 23 characters; at most 15 fit'),
        at("volumes.a-name-that-is-too-long.storageClass", '"Fast!" is not the name of a StorageClass'),
        at(
          "volumes.__proto__x",
          'the volume name "__proto__x" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
        ),
      ],
    ],
    [
      "malformed sizes",
      {
        ...one,
        writable: { "/a": "1GB", "/b": "" },
        volumes: { c: newClaim({ path: "/c", size: "0" }), d: emptyDir({ path: "/d", size: "1m" }) },
      },
      [
        at("writable./a", '"1GB" is not a quantity; did you mean "1Gi" or "1G"?'),
        at("writable./b", '"" is not a quantity'),
        at("volumes.c.size", "must be greater than 0, got 0"),
        at("volumes.d.size", '1m is not a whole number of bytes; did you mean "1Mi"?'),
      ],
    ],
    [
      "more than the containers may use",
      {
        resources: { memory: "64Mi", storage: "1Gi" },
        writable: { "/a": "2Gi" },
        volumes: { b: emptyDir({ path: "/b", size: "1025Mi" }), c: emptyDir({ path: "/c", size: "65Mi", medium: "memory" }) },
      },
      [
        at("writable./a", "2Gi is above 1Gi, the limit of resources.storage"),
        at("volumes.b.size", "1025Mi is above 1Gi, the limit of resources.storage"),
        at("volumes.c.size", "65Mi is above 64Mi, the limit of resources.memory"),
      ],
    ],
    [
      "malformed limits, which are the cause alone",
      { resources: { memory: "1GB" }, volumes: { c: emptyDir({ path: "/c", size: "65Mi", medium: "memory" }) } },
      [at("resources.memory", '"1GB" is not a quantity; did you mean "1Gi" or "1G"?')],
    ],
    [
      "the storage of a sidecar, too",
      { sidecars: { tail: { command: ["tail"], resources: { storage: "1Gi" } } }, writable: { "/a": "2Gi" } },
      [],
    ],
    ["less storage than a directory has by default", { resources: { storage: "10Mi" }, writable: ["/data"] }, []],
    ["a list", { volumes: [] }, [at("volumes", "must be an object, got a list")]],
    ["a string", { volumes: { data: "/data" } }, [at("volumes.data", 'must be an object, got "/data"')]],
    [
      "an unknown kind",
      { volumes: { data: { kind: "hostPath", path: "/data" } } },
      [at("volumes.data.kind", 'must be "claim", "newClaim", "emptyDir" or "configDir", got "hostPath"')],
    ],
    [
      "an unknown medium",
      { volumes: { data: { kind: "emptyDir", path: "/data", size: "1Mi", medium: "Memory" } } },
      [at("volumes.data.medium", 'must be "disk" or "memory", got "Memory"')],
    ],
    ["no size", { volumes: { data: emptyDir({ path: "/data" } as never) } }, [at("volumes.data.size", "missing: a string is required")]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith(fields)).toEqual(problems);
  });
});

describe("the files of a config directory", () => {
  const key = "-----BEGIN PRIVATE KEY-----";
  it.each<readonly [title: string, files: unknown, problems: readonly string[]]>([
    ["two", { "app.yaml": "a: 1", ".hidden": "", __proto: "1" }, []],
    ["none", {}, ["volumes.c.files: must not be empty"]],
    [
      "malformed names",
      { "a/b": "", "..": "", "..data": "", ".": "", ä: "", "": "" },
      ["a/b", "..", "..data", ".", "ä", ""].map(
        (name) => `volumes.c.files.${name}: "${name}" is not a file name of letters, digits, ".", "_" and "-"`,
      ),
    ],
    ["a private key", { "tls.pem": key }, ["volumes.c.files.tls.pem: contains a private key"]],
    ["too much", { big: "x".repeat(900_000) }, ["volumes.c.files: has 900003 bytes; a ConfigMap holds at most 900000"]],
    ["a number", { a: 1 }, ["volumes.c.files.a: must be a string, got 1"]],
  ])("%s", (_title, files, problems) => {
    const fields = { volumes: { c: configDir({ path: "/etc/c", files: files as Readonly<Record<string, string>> }) } };
    expect(problemsWith(fields)).toEqual(problems.map((problem) => `services/app.ts: ${problem}`));
  });
});
