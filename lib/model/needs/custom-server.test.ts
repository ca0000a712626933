import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { defineNeed, inCluster } from "../../index.ts";

const IMAGE = `docker.io/library/mongo:8.0@sha256:${"a".repeat(64)}`;

const mongo = defineNeed("mongodb", {
  bind: ({ database }: { readonly database: string }, { host, files }) => ({
    url: `mongodb://${host}:27017/${database}`,
    file: files.password,
  }),
  egress: [27_017],
  secrets: ["password"],
  server: {
    image: IMAGE,
    port: 27_017,
    memory: "512Mi",
    program: ({ database }, { name, storage, files }) => ({
      args: ["--dbpath", "/data/db"],
      env: { MONGO_INITDB_DATABASE: database, MONGO_INITDB_ROOT_PASSWORD_FILE: files.password, NAME: name, KEEPS: storage !== undefined },
      ready: ["mongosh", "--eval", "db.hello()"],
      writable: { "/var/run/mongo": "16Mi" },
    }),
  },
});

const orders = serviceFile("orders", {
  needs: { db: mongo({ database: "orders" }) },
  env: ({ needs }: { readonly needs: { readonly db: { readonly url: string; readonly file: string } } }) => ({
    URL: needs.db.url,
    FILE: needs.db.file,
  }),
});

const fleet = (provider: unknown, services = [orders]) =>
  fleetOf({ services, stacks: [stackFile("latest", { privateRange: undefined, providers: { mongodb: provider } })] });

/** Finds an object and returns its spec or data. */
const partOf = (kind: string, name: RegExp, provider: unknown = "cluster"): unknown => {
  const { manifest } =
    compileFleet(fleet(provider)).find((each) => each.manifest.kind === kind && name.test(each.manifest.metadata.name)) ?? {};
  return manifest?.["spec"] ?? manifest?.["data"];
};

describe("a kind of the user's repository in the cluster", () => {
  it("runs the program of its server, as a StatefulSet with one pod", () => {
    expect(partOf("StatefulSet", /^orders-db$/)).toMatchObject({
      replicas: 1,
      template: {
        spec: {
          containers: [
            {
              args: ["--dbpath", "/data/db"],
              image: IMAGE,
              livenessProbe: { failureThreshold: 9, tcpSocket: { port: 27_017 } },
              ports: [{ containerPort: 27_017, name: "mongodb" }],
              readinessProbe: { exec: { command: ["mongosh", "--eval", "db.hello()"] } },
              resources: { requests: { memory: "512Mi" } },
            },
          ],
        },
      },
    });
    expect(partOf("ConfigMap", /^orders-db-/)).toEqual({
      KEEPS: "false",
      MONGO_INITDB_DATABASE: "orders",
      MONGO_INITDB_ROOT_PASSWORD_FILE: "/var/run/fairlead/db/password",
      NAME: "orders-db",
    });
  });

  it("gives the owner the address of the server, and opens only the way to it", () => {
    expect(partOf("ConfigMap", /^orders-[0-9a-f]{8}$/)).toMatchObject({ URL: "mongodb://orders-db:27017/orders" });
    expect(partOf("NetworkPolicy", /^orders$/)).toMatchObject({
      egress: [
        {},
        {
          ports: [{ port: 27_017, protocol: "TCP" }],
          to: [{ podSelector: { matchLabels: { "app.kubernetes.io/instance": "orders-db" } } }],
        },
      ],
    });
    expect(partOf("Password", /^orders-db$/)).toMatchObject({ length: 32 });
  });

  it("has a volume if the stack gives the storage", () => {
    expect(partOf("StatefulSet", /^orders-db$/, inCluster({ storage: "5Gi" }))).toMatchObject({
      volumeClaimTemplates: [{ spec: { resources: { requests: { storage: "5Gi" } } } }],
    });
  });
});

/** Makes a kind with other fields of its server, or of itself. */
const kindWith = (server: Fields | undefined, fields: Fields = {}, name = "mongodb") => {
  const definition = {
    bind: () => ({ host: "x" }),
    egress: [27_017],
    server: server && { image: IMAGE, port: 27_017, ...server },
    ...fields,
  };
  return defineNeed(name, definition as never)();
};

describe("a malformed server is a problem", () => {
  const at = 'services/app.ts: needs.db: defineNeed("mongodb"):';
  const server = "services/app.ts: needs.db: server of mongodb:";
  it.each<readonly [title: string, need: object, provider: unknown, problems: readonly string[]]>([
    [
      "an image without a digest",
      kindWith({ image: "mongo:8" }),
      "cloud",
      [`${at} server.image must be an image with a tag and a digest: "repo:tag@sha256:...", got "mongo:8"`],
    ],
    ["a port that egress lacks", kindWith({ port: 1 }), "cloud", [`${at} egress must have 1, the port of the server`]],
    ["too little memory", kindWith({ memory: "1Mi" }), "cloud", [`${at} server.memory must be at least 64Mi, got 1Mi`]],
    [
      "a string for the program",
      kindWith({ program: "x" }),
      "cloud",
      [`${at} server.program must be a function such as (options, { files }) => ({ args: [] }), got "x"`],
    ],
    [
      "a name that is too long for a port",
      kindWith({}, {}, "document-database"),
      undefined,
      ['services/app.ts: needs.db: defineNeed("document-database"): server needs a name of at most 15 characters, which names the port'],
    ],
    [
      "a program that fails",
      kindWith({ program: () => { throw new Error("no"); } }), // prettier-ignore
      "cluster",
      [`${server} program failed: no`],
    ],
    [
      "two mistakes in a program",
      kindWith({ program: () => ({ args: 5, env: { A: {} } }) }),
      "cluster",
      [`${server} args must be a list, got 5`, `${server} env.A must be a string, a number or a boolean, got an object`],
    ],
    [
      "a directory that is no path",
      kindWith({ program: () => ({ writable: { x: "1Mi" } }) }),
      "cluster",
      ['services/app.ts: needs.db.writable.x: server of mongodb: "x" is not an absolute path of letters, digits, ".", "_" and "-"'],
    ],
    [
      "secrets that the cluster cannot generate",
      kindWith({}, { secrets: ["password", "ca"] }),
      "cluster",
      ['stacks/latest.ts: providers.mongodb: app.db has the secrets ca, but the cluster generates only "password"'],
    ],
    ["a kind without a server", kindWith(undefined), "cluster", ["stacks/latest.ts: providers.mongodb: only the cloud has a mongodb"]],
  ])("%s", (_title, need, provider, problems) => {
    const app = serviceFile("app", { needs: { db: need } });
    const stacks = [stackFile("latest", { providers: provider === undefined ? undefined : { mongodb: provider } })];
    expect(problemsOf(fleetOf({ services: [app], stacks }))).toEqual(problems);
  });

  it.each([
    ["a misspelt kind", "mongodbb", 'stacks/latest.ts: providers.mongodbb: unknown field; did you mean "mongodb"?'],
    ["a misspelt kind of the cloud", "redsi", 'stacks/latest.ts: providers.redsi: unknown field; did you mean "redis"?'],
  ])("%s", (_title, kind, problem) => {
    const stacks = [stackFile("latest", { providers: { [kind]: "cloud" } })];
    expect(problemsOf(fleetOf({ services: [orders], stacks }))).toEqual([problem]);
  });
});
