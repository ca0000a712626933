import { describe, expect, it } from "vitest";
import { fieldRef, secret } from "../../index.ts";
import { chains, subject } from "../../../test/explain-subject.ts";
import { explainField } from "./explain-field.ts";
import { explainManifest } from "./explain-manifest.ts";

describe("a variable that a ConfigMap cannot hold", () => {
  const on = subject(
    {
      needs: { api: secret({ asEnv: "because the image reads no files" }) },
      env: ({ needs, image }: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>) => ({
        API_KEY: needs?.["api"]?.["value"],
        VERSION: image?.["tag"],
        IP: fieldRef("status.podIP"),
        URL: "http://$(IP)/",
        "a.b": "x",
      }),
      args: ({ stack }: Readonly<Record<string, Readonly<Record<string, string>>>>) => [stack?.["region"]],
      sidecars: { proxy: { args: ["x"], env: { SELF: fieldRef("metadata.name") } } },
    },
    { env: { URL: "https://$(IP)/" } },
  );
  const pod = "spec.template.spec";

  it.each<readonly [path: string, value: unknown, influences: readonly string[]]>([
    [
      `${pod}.containers[cart].env[URL].value`,
      "https://$(IP)/",
      ['env.URL: service "http://$(IP)/" (services/cart.ts), stack prod "https://$(IP)/" (stacks/prod.ts) <-'],
    ],
    [
      `${pod}.containers[cart].env[VERSION].value`,
      "v1.2.3",
      [
        'env.VERSION: service "v1.2.3" (services/cart.ts) <-, stack prod - (stacks/prod.ts)',
        'tag: lock "v1.2.3" (pulumi-gen/prod/versions.yaml) <-',
      ],
    ],
    [
      `${pod}.containers.0.env[IP].valueFrom.fieldRef.fieldPath`,
      "status.podIP",
      ['env.IP: service {"fieldRef":{"apiVersion":"v1","fieldPath":"status.podIP"}} (services/cart.ts) <-, stack prod - (stacks/prod.ts)'],
    ],
    [
      `${pod}.initContainers[proxy].env[SELF].valueFrom.fieldRef.fieldPath`,
      "metadata.name",
      ['sidecars.proxy.env.SELF: service {"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}} (services/cart.ts) <-'],
    ],
    [
      `${pod}.containers[cart].args.0`,
      "us-central1",
      ['region: stack prod "us-central1" (stacks/prod.ts) <-', 'args: service "a function returns the value" (services/cart.ts) <-'],
    ],
  ])("%s", (path, value, influences) => {
    const explanation = explainManifest(on, path, "Deployment");
    expect([explanation?.value, chains(explanation)]).toEqual([value, influences]);
  });

  it.each<readonly [path: string, value: unknown, influences: readonly string[]]>([
    ["env.URL", "https://$(IP)/", ['env.URL: service "http://$(IP)/" (services/cart.ts), stack prod "https://$(IP)/" (stacks/prod.ts) <-']],
    [
      "env.API_KEY",
      { secretKeyRef: { key: "value", name: "cart-api" } },
      ['env.API_KEY: service {"secretKeyRef":{"key":"value","name":"cart-api"}} (services/cart.ts) <-, stack prod - (stacks/prod.ts)'],
    ],
    ["env.a.b", "x", ['env.a.b: service "x" (services/cart.ts) <-, stack prod - (stacks/prod.ts)']],
    [
      "sidecars.proxy.env.SELF",
      { fieldRef: { apiVersion: "v1", fieldPath: "metadata.name" } },
      ['sidecars.proxy.env.SELF: service {"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}} (services/cart.ts) <-'],
    ],
  ])("%s in the spec", (path, value, influences) => {
    const explanation = explainField(on, path);
    expect([explanation?.value, chains(explanation)]).toEqual([value, influences]);
  });

  it.each(["env.NONE", "env.constructor", "sidecars.none.env.A", "sidecars.proxy.env.A"])("%s is no variable", (path) => {
    expect(explainField(on, path)).toBe(undefined);
  });
});

describe("arguments and files that functions return", () => {
  const cart = subject(
    {
      args: ({ stack }: Readonly<Record<string, Readonly<Record<string, string>>>>) => ["--region", stack?.["region"]],
      files: () => ({ "/etc/app.v1.conf": "x" }),
    },
    { files: { "/etc/b": "y" } },
  );
  const args = 'args: library default -, service "(function)" (services/cart.ts) <-, stack prod - (stacks/prod.ts)';
  const first = 'files./etc/app.v1.conf: service "x" (services/cart.ts) <-, stack prod - (stacks/prod.ts)';
  const second = 'files./etc/b: service - (services/cart.ts), stack prod "y" (stacks/prod.ts) <-';

  it.each<readonly [path: string, value: unknown, influences: readonly string[]]>([
    ["args", ["--region", "us-central1"], [args]],
    ["args.1", "us-central1", [args]],
    ["files", { "/etc/app.v1.conf": "x", "/etc/b": "y" }, [first, second]],
    ["files./etc/app.v1.conf", "x", [first]],
  ])("explains %s", (path, value, influences) => {
    const found = explainField(cart, path);
    expect([found?.value, chains(found)]).toEqual([value, influences]);
  });

  it.each(["args.2", "files./etc/none"])("%s is no field", (path) => {
    expect(explainField(cart, path)).toBeUndefined();
  });
});
