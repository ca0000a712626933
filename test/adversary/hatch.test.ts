import { describe, expect, it } from "vitest";
import { TestProject } from "../project.ts";

const CART = "services/cartservice.ts";

/** Adds fields to the cartservice of the sample fleet. */
const cart = (fields: string) => (project: TestProject) => project.edit(CART, /\n\}\);\n$/, `\n  ${fields}\n} as any);\n`);

/** Adds an object to those of cartservice. */
const adds = (object: string) => cart(`manifests: () => [${object}],`);

const configMap = (data: string): string => `{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { a: "${data}" } }`;

/** Claim -> attacks with an escape hatch, and the words that refuse each. Exact messages: lib/compile/hatch and lib/render/border. */
const CLAIMS: Readonly<Record<string, Readonly<Record<string, readonly [does: (project: TestProject) => void, says: RegExp]>>>> = {
  "an object takes no pods of another service": {
    "a Service that selects them": [
      adds(
        '{ apiVersion: "v1", kind: "Service", metadata: { name: "x" }, spec: { selector: { "app.kubernetes.io/name": "frontend" }, ports: [{ port: 80 }] } }',
      ),
      /manifests\.0\.spec\.selector: selects the pods of frontend/,
    ],
    "pods that bear its labels": [
      cart('patch: { Deployment: (d: any) => { d.spec.template.metadata.labels["app.kubernetes.io/name"] = "frontend" } },'),
      /labels\.app\.kubernetes\.io\/name: must stay "cartservice": it says whose object it is/,
    ],
    "a NetworkPolicy that opens them": [
      adds(
        '{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "x" }, spec: { podSelector: {}, ingress: [{}] } }',
      ),
      /manifests\.0\.spec\.podSelector: selects the pods of adservice, checkoutservice and 10 other services/,
    ],
  },
  "an object takes no host, secret or identity of another service": {
    "a path of its host": [
      adds(
        '{ apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", metadata: { name: "x" }, spec: { parentRefs: [{ name: "external", namespace: "gateway" }], hostnames: ["*.us.boutique.example.com"], rules: [{ backendRefs: [{ name: "cartservice", port: 7070 }] }] } }',
      ),
      /the host \*\.us\.boutique\.example\.com covers the host shop\.us\.boutique\.example\.com, which belongs to frontend/,
    ],
    "its key of Secret Manager": [
      adds(
        '{ apiVersion: "external-secrets.io/v1", kind: "ExternalSecret", metadata: { name: "x" }, spec: { secretStoreRef: { name: "secret-manager", kind: "ClusterSecretStore" }, data: [{ secretKey: "a", remoteRef: { key: "prod-us-central1-orderservice-orders-password" } }] } }',
      ),
      /remoteRef\.key: the secret "prod-us-central1-orderservice-orders-password" belongs to orderservice of prod-us-central1/,
    ],
    "its Secret": [
      cart(
        'patch: { Deployment: (d: any) => { d.spec.template.spec.containers[0].envFrom = [{ secretRef: { name: "orderservice-orders" } }] } },',
      ),
      /secretRef\.name: the Secret "orderservice-orders" belongs to orderservice/,
    ],
    "its account": [
      cart('patch: { Deployment: (d: any) => { d.spec.template.spec.serviceAccountName = "frontend" } },'),
      /serviceAccountName: the service account "frontend" belongs to frontend/,
    ],
  },
  "an object stays in its namespace and its tier": {
    "another namespace": [
      adds(configMap("b").replace('name: "x"', 'name: "x", namespace: "kube-system"')),
      /metadata\.namespace: "kube-system" is not the stack's namespace "boutique"/,
    ],
    "a host of another tier, in another case": [
      adds(configMap("postgres://ORDERS.orderservice.Latest.Internal:5432/a")),
      /ConfigMap "x" mentions "latest\.internal", which is of another tier than prod-europe-west1/,
    ],
    "an address of another tier, in IPv6": [
      adds(configMap("http://[::ffff:10.10.0.5]:6379/")),
      /ConfigMap "x" mentions "10\.10\.0\.5", which is of another tier than prod-europe-west1/,
    ],
    "a project of another tier": [
      adds(configMap("serviceAccount:x@boutique-latest.iam.gserviceaccount.com")),
      /ConfigMap "x" mentions "boutique-latest", which is of another tier than prod-europe-west1/,
    ],
  },
  "names and projects have one owner": {
    "two needs with one secret": [
      (project) => {
        for (const [name, need] of [
          ["pay", "card-key"],
          ["pay-card", "key"],
        ] as const)
          project.write(
            `services/${name}.ts`,
            `import { defineService, secret } from "fairlead";\nexport default defineService("${name}", { owner: "a@example.com", image: "docker.io/acme/${name}", ports: { http: { port: 8080, protocol: "http" } }, needs: { "${need}": secret() } });\n`,
          );
      },
      /needs\.card-key: the instance name "latest-pay-card-key" is taken by need "key" of pay-card/,
    ],
    "a project of two tiers": [
      (project) => project.edit("stacks/staging.ts", /project: "[^"]*"/, 'project: "boutique-prod"'),
      /project: "boutique-prod" of staging \(staging\) is the project of prod-europe-west1 \(prod\), too/,
    ],
  },
  "a patch keeps what protects data": {
    "without the word that keeps a volume": [
      (project) => {
        project.edit(CART, "import { ", "import { newClaim, ");
        cart(
          'volumes: { data: newClaim({ path: "/data", size: "1Gi", accessMode: "ReadWriteMany" }) }, patch: { PersistentVolumeClaim: (d: any) => { delete d.metadata.annotations } },',
        )(project);
      },
      /sync-options: must keep Delete=confirm: the data of PersistentVolumeClaim "cartservice-data"/,
    ],
    "without the labels of its owner": [
      cart('patch: { Service: (d: any) => { delete d.metadata.labels["app.kubernetes.io/managed-by"] } },'),
      /labels\.app\.kubernetes\.io\/managed-by: must stay "fairlead": it says whose object it is/,
    ],
  },
};

describe.each(Object.entries(CLAIMS))("%s", (_claim, attacks) => {
  it.each(Object.entries(attacks))("%s is refused, and nothing is written", (_attack, [does, says]) => {
    const project = new TestProject();
    does(project);
    const before = project.snapshot();
    const { status, stdout, stderr } = project.run(["render"]);
    expect([status, stdout, stderr, project.snapshot()]).toEqual([3, "", expect.stringMatching(says), before]);
  });
});
