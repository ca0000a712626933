import { describe, expect, it } from "vitest";
import { compiledEnv } from "../../test/compiled-env.ts";
import { plain } from "../index.ts";

const token = `ghp_${"aB3d".repeat(9)}`;

type Container = Record<"env" | "args", unknown>;

/** Adds to the service's container. */
const patched = (fields: Partial<Container>) => ({
  Deployment: (draft: { spec: { template: { spec: { containers: [Container] } } } }) =>
    void Object.assign(draft.spec.template.spec.containers[0], fields),
});

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
