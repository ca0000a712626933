import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { postgres, redis, secret } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const objects = (needs: object, stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("cart", { needs })], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).map(({ manifest }) => manifest);
};

const secrets = (needs: object, stack?: Fields) => objects(needs, stack).filter(({ kind }) => kind === "ExternalSecret");

it("names the secrets and their target, and has no value", () => {
  expect(secrets({ token: secret() }).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
    "apiVersion: external-secrets.io/v1
    kind: ExternalSecret
    metadata:
      annotations:
        argocd.argoproj.io/compare-options: IgnoreExtraneous
        argocd.argoproj.io/sync-options: Delete=confirm,Prune=false
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: cart
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: cart
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: cart-token
      namespace: shop
    spec:
      data:
        - remoteRef:
            conversionStrategy: Default
            decodingStrategy: None
            key: latest-cart-token-value
            metadataPolicy: None
          secretKey: value
      refreshInterval: 1h0m0s
      secretStoreRef:
        kind: ClusterSecretStore
        name: secret-manager
      target:
        creationPolicy: Owner
        deletionPolicy: Retain
        name: cart-token
    "
  `);
});

describe("the files of a need", () => {
  it.each<readonly [string, object, Readonly<Record<string, Readonly<Record<string, string>>>>]>([
    ["a secret", { token: secret() }, { "cart-token": { value: "latest-cart-token-value" } }],
    [
      "a secret of two parts",
      { login: secret({ keys: ["user", "pass.txt"] }) },
      { "cart-login": { user: "latest-cart-login-user", "pass.txt": "latest-cart-login-pass-txt" } },
    ],
    ["a database", { orders: postgres({ storageGb: 10 }) }, { "cart-orders": { password: "latest-cart-orders-password" } }],
    ["a Redis has none", { carts: redis({ memoryGb: 1 }) }, {}],
    [
      "two secrets",
      { b: secret(), a: secret() },
      { "cart-b": { value: "latest-cart-b-value" }, "cart-a": { value: "latest-cart-a-value" } },
    ],
  ])("%s", (_title, needs, expected) => {
    const made = secrets(needs).map((manifest) => {
      const data = findPath(manifest, "spec.data")?.value as readonly {
        readonly secretKey: string;
        readonly remoteRef: { readonly key: string };
      }[];
      return [manifest.metadata.name, Object.fromEntries(data.map(({ secretKey, remoteRef }) => [secretKey, remoteRef.key]))];
    });
    expect(made).toEqual(Object.entries(expected));
  });

  it("are mounted read-only for the pod's group", () => {
    const [deployment] = objects({ token: secret(), carts: redis({ memoryGb: 1 }) }).filter(({ kind }) => kind === "Deployment");
    const pod = "spec.template.spec";
    expect([findPath(deployment, `${pod}.volumes`)?.value, findPath(deployment, `${pod}.containers.0.volumeMounts`)?.value]).toEqual([
      [
        { emptyDir: { sizeLimit: "256Mi" }, name: "tmp" },
        { name: "secret-token", secret: { defaultMode: 0o440, secretName: "cart-token" } },
      ],
      [
        { mountPath: "/tmp", name: "tmp" },
        { mountPath: "/var/run/fairlead/token", name: "secret-token", readOnly: true },
      ],
    ]);
  });
});

it("reads from the secret store of the stack", () => {
  const [made] = secrets({ token: secret() }, { secretStore: "vault" });
  expect(findPath(made, "spec.secretStoreRef")?.value).toEqual({ kind: "ClusterSecretStore", name: "vault" });
});

it("no object is a Secret or has a secretKeyRef", () => {
  const text = objects({ token: secret(), orders: postgres({ storageGb: 10 }) })
    .map(toYaml)
    .join("");
  expect(text.match(/^kind: Secret$|secretKeyRef/gm)).toBe(null);
});
