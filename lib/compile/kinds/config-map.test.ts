import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const objects = (fields: Fields) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)] });
  return compileFleet(fleet).map(({ manifest }) => manifest);
};

const maps = (fields: Fields) => objects(fields).filter(({ kind }) => kind === "ConfigMap");
const names = (fields: Fields) => maps(fields).map(({ metadata }) => metadata.name);

it("contains the environment, and its name ends in the hash of the data", () => {
  expect(
    maps({ env: ({ ports }: { ports: { http: number } }) => ({ PORT: ports.http, DEBUG: false, GREETING: "hi" }) })
      .map(toYaml)
      .join("---\n"),
  ).toMatchInlineSnapshot(`
    "apiVersion: v1
    data:
      DEBUG: 'false'
      GREETING: hi
      PORT: '8080'
    kind: ConfigMap
    metadata:
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: cart
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: cart
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: cart-9a05a2df
      namespace: shop
    "
  `);
});

describe("the name", () => {
  it("does not depend on the order of the variables", () => {
    expect(names({ env: { A: 1, B: 2 } })).toEqual(names({ env: { B: 2, A: 1 } }));
  });

  it.each<readonly [string, Fields, Fields]>([
    ["another value", { env: { A: 1 } }, { env: { A: 2 } }],
    ["another name", { env: { A: 1 } }, { env: { B: 1 } }],
    ["the same letters, split differently", { env: { A: "B", C: "D" } }, { env: { A: "BC", D: "" } }],
    ["another line ending", { files: { "/etc/a": "x\n" } }, { files: { "/etc/a": "x" } }],
  ])("changes with %s", (_title, before, after) => {
    expect(names(before)).not.toEqual(names(after));
  });

  it("changes with no other field, so that no pod restarts without need", () => {
    expect(names({ env: { A: 1 } })).toEqual(names({ env: { A: 1 }, scale: { max: 20 }, owner: "else@example.com" }));
  });
});

describe("config files", () => {
  const files = { "/etc/app/app.conf": "debug = no\n", "/etc/motd": "" };

  it("have a separate map with a key for each file", () => {
    expect(maps({ files }).map((map) => [map.metadata.name.replace(/[0-9a-f]{8}$/, "#"), map["data"]])).toEqual([
      ["cart-files-#", { etc__app__app_dot_conf: undefined, "etc__app__app.conf": "debug = no\n", etc__motd: "" }],
    ]);
  });

  it("are mounted at their paths, each separately and read-only", () => {
    const [deployment] = objects({ files }).filter(({ kind }) => kind === "Deployment");
    const [name] = names({ files });
    expect([
      findPath(deployment, "spec.template.spec.volumes.1")?.value,
      findPath(deployment, "spec.template.spec.containers.0.volumeMounts")?.value,
    ]).toEqual([
      { configMap: { defaultMode: 0o440, name }, name: "config-files" },
      [
        { mountPath: "/tmp", name: "tmp" },
        { mountPath: "/etc/app/app.conf", name: "config-files", readOnly: true, subPath: "etc__app__app.conf" },
        { mountPath: "/etc/motd", name: "config-files", readOnly: true, subPath: "etc__motd" },
      ],
    ]);
  });

  it("are not variables of the environment", () => {
    const [deployment] = objects({ files }).filter(({ kind }) => kind === "Deployment");
    expect(findPath(deployment, "spec.template.spec.containers.0.envFrom")).toBe(undefined);
  });
});

it("does not exist without data", () => {
  expect([names({}), names({ env: {} }), names({ files: {} })]).toEqual([[], [], []]);
});
