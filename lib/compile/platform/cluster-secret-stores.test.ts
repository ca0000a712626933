import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { toYaml } from "../../render/yaml.ts";

const cart = serviceFile("cart");
const latest = (fields: Fields = {}) => stackFile("latest", { cloud: { secretStore: {} }, ...fields });

const dev = stackFile("dev", { cluster: "latest", namespace: "dev", domain: "dev.example.com" });

const stores = (...stacks: readonly ReturnType<typeof stackFile>[]) =>
  compileFleet(fleetOf({ services: [cart], stacks: [...stacks] })).flatMap(({ manifest }) =>
    manifest.kind === "ClusterSecretStore" ? [manifest] : [],
  );

it("a store reads Secret Manager of the project, for the namespace of the stack only", () => {
  expect(stores(latest(), dev).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
    "apiVersion: external-secrets.io/v1
    kind: ClusterSecretStore
    metadata:
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
        env: latest
      name: secret-manager
    spec:
      conditions:
        - namespaces:
            - shop
      provider:
        gcpsm:
          projectID: shop-latest
    "
  `);
});

it.each<readonly [what: string, fields: Fields, names: readonly string[]]>([
  ["is called as the stack says", { secretStore: "vault" }, ["vault"]],
  ["is not rendered if the cloud has none: a person makes it", { cloud: {} }, []],
])("a store %s", (_what, fields, names) => {
  expect(stores(latest(fields)).map(({ metadata }) => metadata.name)).toEqual(names);
});

it.each<readonly [what: string, secretStore: Fields, problems: readonly string[]]>([
  ["External Secrets in another place", { namespace: "secrets", serviceAccount: "reader" }, []],
  ["a namespace in capitals", { namespace: "Secrets" }, ['namespace: "Secrets" is not a DNS label']],
])("takes %s", (_what, secretStore, problems) => {
  expect(problemsWith({}, { cloud: { secretStore } })).toEqual(problems.map((each) => `stacks/latest.ts: cloud.secretStore.${each}`));
});
