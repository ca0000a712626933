import { describe, expect, it } from "vitest";
import { compiledEnv } from "../../test/compiled-env.ts";
import { plain } from "../index.ts";

const token = `ghp_${"aB3d".repeat(9)}`;

type Container = Record<string, unknown>;

/** Adds to the service's container. */
const patched = (fields: Partial<Container>) => ({
  Deployment: (draft: { spec: { template: { spec: { containers: [Container] } } } }) =>
    void Object.assign(draft.spec.template.spec.containers[0], fields),
});

/** Adds to the metadata of the Deployment. */
const metadata = (fields: Readonly<Record<string, object>>) => ({
  Deployment: (draft: { metadata: Record<string, object> }) => {
    for (const [field, texts] of Object.entries(fields)) draft.metadata[field] = { ...draft.metadata[field], ...texts };
  },
});

const scaledObject = (trigger: object) => ({
  apiVersion: "keda.sh/v1alpha1",
  kind: "ScaledJob",
  metadata: { name: "cart-queue" },
  spec: { jobTargetRef: { template: {} }, triggers: [{ type: "kafka", metadata: trigger }] },
});
const own = "patch.Deployment.metadata";

const configMap = (data: object) => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "extra" }, data }];
const looks = "looks like a secret, and its value would be in git";
const at = "patch.Deployment.spec.template.spec.containers.0";

describe("a secret in a patch or an extra manifest", () => {
  it.each<readonly [title: string, fields: object, problems: readonly string[]]>([
    ["a token in a variable", { patch: patched({ env: [{ name: "X", value: token }] }) }, [`${at}.env.0.value: contains a GitHub token`]],
    [
      "a variable with a secret's name",
      { patch: patched({ env: [{ name: "DB_PASSWORD", value: "x" }] }) },
      [`${at}.env.0.value: ${looks}`],
    ],
    ["a reference", { patch: patched({ env: [{ name: "DB_PASSWORD", value: "$(PASSWORD)" }] }) }, []],
    [
      "a variable of a Secret",
      { patch: patched({ env: [{ name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "x", key: "y" } } }] }) },
      [],
    ],
    ["an argument", { patch: patched({ args: ["--password=hunter2"] }) }, [`${at}.args.0: contains what looks like a secret`]],
    ["a harmless argument", { patch: patched({ args: ["--cache=redis://cache:6379"] }) }, []],
    [
      "the data of a ConfigMap",
      {
        env: { A: 1 },
        patch: { ConfigMap: (draft: { data: object }) => void Object.assign(draft.data, { URL: "redis://:pw@cache", TOKEN: "x" }) },
      },
      ["patch.ConfigMap.data.TOKEN: " + looks, "patch.ConfigMap.data.URL: contains a URL with a password"],
    ],
    ["an extra ConfigMap", { manifests: () => configMap({ API_KEY: "x", "tls.key": "x" }) }, [`manifests.0.data.API_KEY: ${looks}`]],
    [
      "a file of an extra ConfigMap",
      { manifests: () => configMap({ "app.yaml": "db: postgres://u:p@db/x\n" }) },
      ["manifests.0.data.app.yaml: contains a URL with a password"],
    ],
    [
      "an annotation",
      { patch: metadata({ annotations: { "acme.io/api-token": "abc" } }) },
      [`${own}.annotations.acme.io/api-token: ${looks}`],
    ],
    [
      "a token in an annotation",
      { patch: metadata({ annotations: { note: token } }) },
      [`${own}.annotations.note: contains a GitHub token`],
    ],
    [
      "annotations about secrets",
      { patch: metadata({ annotations: { "nginx.ingress.kubernetes.io/auth-secret": "shop/basic-auth", "secret.acme.io/reload": "x" } }) },
      [],
    ],
    ["a label", { patch: metadata({ labels: { password: "hunter2" } }) }, [`${own}.labels.password: ${looks}`]],
    [
      "a header of a check",
      { patch: patched({ readinessProbe: { httpGet: { port: 8080, httpHeaders: [{ name: "X-Api-Key", value: "abc" }] } } }) },
      [`${at}.readinessProbe.httpGet.httpHeaders.0.value: ${looks}`],
    ],
    [
      "the command of a check",
      { patch: patched({ livenessProbe: { exec: { command: ["check", "--password=hunter2"] } } }) },
      [`${at}.livenessProbe.exec.command.1: contains what looks like a secret`],
    ],
    [
      "a hook",
      { patch: patched({ lifecycle: { preStop: { exec: { command: ["drain", token] } } } }) },
      [`${at}.lifecycle.preStop.exec.command.1: contains a GitHub token`],
    ],
    [
      "a trigger of KEDA",
      { manifests: () => [scaledObject({ password: "hunter2", passwordFromEnv: "PASSWORD" })] },
      [`manifests.0.spec.triggers.0.metadata.password: ${looks}`],
    ],
    [
      "a value that plain allows in the service",
      { args: [plain(token, "because it is an example")], patch: patched({ env: [{ name: "X", value: token }] }) },
      [],
    ],
    [
      "a plain variable, in a patched object",
      { env: { API_KEY: plain("x", "because"), URL: plain("redis://:pw@cache", "because") }, patch: { ConfigMap: () => undefined } },
      [],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(compiledEnv({ ...fields }).problems).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });
});
