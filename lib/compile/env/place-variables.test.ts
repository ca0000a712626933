import { describe, expect, it } from "vitest";
import { compiledEnv } from "../../../test/compiled-env.ts";
import { fieldRef, inherit, plain, resourceFieldRef, secret, unset } from "../../index.ts";

describe("a variable that refers to another one", () => {
  it.each<readonly [title: string, env: unknown, map: unknown, entries: unknown]>([
    ["none does", { A: "a", B: "$A ${A}" }, { A: "a", B: "$A ${A}" }, undefined],
    ["one in the ConfigMap", { URL: "http://$(HOST)/", HOST: "h" }, { HOST: "h" }, [{ name: "URL", value: "http://$(HOST)/" }]],
    [
      "a chain, in the order of the references",
      { A: "$(B)", B: "$(C)", C: "$(D)", D: "d" },
      { D: "d" },
      [
        { name: "C", value: "$(D)" },
        { name: "B", value: "$(C)" },
        { name: "A", value: "$(B)" },
      ],
    ],
    [
      "two that refer to the same one",
      { A: "$(Z)1", B: "$(Z)2", Z: "$$(x)" },
      undefined,
      [
        { name: "Z", value: "$$(x)" },
        { name: "A", value: "$(Z)1" },
        { name: "B", value: "$(Z)2" },
      ],
    ],
    ["the escaped text", { A: "$$(B)" }, undefined, [{ name: "A", value: "$$(B)" }]],
    ["text that is no reference", { A: "$(date +%s)", B: "a$$b" }, { A: "$(date +%s)", B: "a$$b" }, undefined],
    ["the address of the API server", { A: "$(KUBERNETES_SERVICE_HOST)" }, undefined, [{ name: "A", value: "$(KUBERNETES_SERVICE_HOST)" }]],
    ["a name with dots", { "a.b": "x", C: "$(a.b)" }, { "a.b": "x" }, [{ name: "C", value: "$(a.b)" }]],
    ["a name of JavaScript", { constructor: "x", C: "$(constructor)" }, { constructor: "x" }, [{ name: "C", value: "$(constructor)" }]],
  ])("%s", (_title, env, map, entries) => {
    expect(compiledEnv({ env })).toMatchObject({ map, entries, problems: [] });
  });

  it("may begin a chain of any length", () => {
    const env = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`A${index}`, index === 0 ? "x" : `$(A${index - 1})`]));
    const reversed = Object.fromEntries(Object.entries(env).toReversed());
    for (const chain of [env, reversed]) expect(compiledEnv({ env: chain })).toMatchObject({ map: { A0: "x" }, problems: [] });
  });

  it("may be in another layer", () => {
    const { map, entries } = compiledEnv({ env: { URL: "http://$(HOST)", HOST: "a" } }, { onStack: { env: { HOST: "b" } } });
    expect([map, entries]).toEqual([{ HOST: "b" }, [{ name: "URL", value: "http://$(HOST)" }]]);
  });

  it.each<readonly [title: string, env: unknown, problems: readonly string[]]>([
    ["itself", { A: "$(A)" }, ["env.A: refers to itself as $(A)"]],
    ["a cycle of two", { A: "$(B)", B: "$(A)" }, ["env.B: refers to $(A), which refers back to it"]],
    ["a cycle of three", { A: "$(B)", B: "$(C)", C: "$(A)" }, ["env.C: refers to $(A), which refers back to it"]],
    ["an unknown name", { HOST: "h", A: "$(HOTS)" }, ['env.A: refers to $(HOTS), but there is no variable "HOTS"; did you mean "HOST"?']],
    ["a prototype", { A: "$(toString)" }, ['env.A: refers to $(toString), but there is no variable "toString" (known: "A")']],
    [
      "two unknown names, each of them",
      { A: "$(X)", B: "$(Y)" },
      [
        'env.A: refers to $(X), but there is no variable "X"; did you mean "A"?',
        'env.B: refers to $(Y), but there is no variable "Y"; did you mean "A"?',
      ],
    ],
    ["a name that was refused", { "A B": "x", C: "$(X)" }, ['env.A B: "A B" is not the name of an environment variable']],
  ])("is refused: %s", (_title, env, problems) => {
    expect(compiledEnv({ env }).problems).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });
});

describe("a value that only the cluster knows", () => {
  it("is an entry, in the form of the API server", () => {
    const env = {
      IP: fieldRef("status.podIP"),
      TEAM: fieldRef("metadata.labels['app.kubernetes.io/name']"),
      LIMIT: resourceFieldRef("limits.memory"),
      CPU: resourceFieldRef("requests.cpu", { divisor: "1m", container: "cart" }),
      ADDRESS: "$(IP):80",
    };
    expect(compiledEnv({ env })).toMatchObject({
      map: undefined,
      entries: [
        { name: "IP", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } },
        { name: "ADDRESS", value: "$(IP):80" },
        { name: "CPU", valueFrom: { resourceFieldRef: { containerName: "cart", divisor: "1m", resource: "requests.cpu" } } },
        { name: "LIMIT", valueFrom: { resourceFieldRef: { divisor: "0", resource: "limits.memory" } } },
        { name: "TEAM", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "metadata.labels['app.kubernetes.io/name']" } } },
      ],
      problems: [],
    });
  });

  const joined = (text: string, value: unknown): string => `${text}${value as string}`;
  const joins = "joins text to a value that only the cluster knows";

  it.each<readonly [title: string, value: unknown, problem: string]>([
    [
      "a field that is not for variables",
      fieldRef("spec.hostname" as "status.podIP"),
      'env.A.fieldPath: "spec.hostname" is not a field of a pod that a variable may have, such as status.podIP',
    ],
    [
      "all labels",
      fieldRef("metadata.labels" as "status.podIP"),
      'env.A.fieldPath: "metadata.labels" is not a field of a pod that a variable may have, such as status.podIP',
    ],
    [
      "no resource of a container",
      resourceFieldRef("limits.gpu" as "limits.cpu"),
      'env.A.resource: "limits.gpu" is not a resource of a container, such as limits.memory',
    ],
    [
      "a divisor of bytes for cpu",
      resourceFieldRef("limits.cpu", { divisor: "1Mi" }),
      'env.A.divisor: "1Mi" is not a divisor of cpu: 0, 1 or 1m',
    ],
    [
      "a divisor of cpu for bytes",
      resourceFieldRef("limits.memory", { divisor: "1m" }),
      'env.A.divisor: "1m" is not a divisor of bytes: 0, 1, 1k, 1Ki, 1M, 1Mi, 1G, 1Gi',
    ],
    [
      "no divisor",
      resourceFieldRef("limits.memory", { divisor: "2" }),
      'env.A.divisor: "2" is not a divisor: 0, 1, 1m for cpu; 1k, 1Ki, 1M, 1Mi, 1G, 1Gi for bytes',
    ],
    [
      "another container",
      resourceFieldRef("limits.cpu", { container: "crat" }),
      'env.A.container: there is no container "crat"; did you mean "cart"?',
    ],
    ["a field joined to text", joined("http://", fieldRef("status.podIP")), `env.A: ${joins}`],
    ["plain joined to text", joined("x", plain("a", "because")), `env.A: ${joins}`],
    ["plain without a reason", plain("a", ""), "env.A.because: must not be empty"],
    ["plain of a list", plain(["a"] as unknown as string, "because"), "env.A.value: must be a string, a number or a boolean, got a list"],
  ])("is refused: %s", (_title, value, problem) => {
    expect(compiledEnv({ env: () => ({ A: value }) }).problems).toEqual([`services/cart.ts: ${problem}`]);
  });

  it("must be in each pod of the service", () => {
    const env = { A: resourceFieldRef("limits.cpu", { container: "cart" }) };
    expect(compiledEnv({ env, jobs: { migrate: { command: ["m"] } } }).problems).toEqual([
      'services/cart.ts: env.A.container: the pods of job migrate have no container "cart"',
    ]);
  });

  it("is in the init containers and jobs, too", () => {
    const { containers } = compiledEnv({
      env: { IP: fieldRef("status.podIP") },
      init: { warm: { command: ["w"], env: { IP: inherit("IP") } } },
      jobs: { migrate: { command: ["m"] } },
    });
    const entry = { name: "IP", valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: "status.podIP" } } };
    expect(containers.map(({ name, env }) => [name, env])).toEqual([
      ["warm", [entry]],
      ["cart", [entry]],
      ["migrate", [entry]],
    ]);
  });
});

describe("a secret as a value", () => {
  const env = ({ needs }: { needs: { api: { value: unknown; values: Record<string, unknown> } } }) => ({
    API_KEY: needs.api.value,
    API_USER: needs.api.values["user"],
    URL: "https://$(API_USER):$(API_KEY)@example.com",
  });
  const ref = (key: string) => ({ valueFrom: { secretKeyRef: { key, name: "cart-api" } } });
  const entries = [
    { name: "API_KEY", ...ref("value") },
    { name: "API_USER", ...ref("user") },
    { name: "URL", value: "https://$(API_USER):$(API_KEY)@example.com" },
  ];

  it("is an entry, with a warning", () => {
    expect(compiledEnv({ needs: { api: secret({ keys: ["value", "user"] }) }, env })).toMatchObject({
      entries,
      problems: [],
      warnings: [
        "services/cart.ts: env.API_KEY: has the value of a secret, which dumps and child processes see",
        "services/cart.ts: env.API_USER: has the value of a secret, which dumps and child processes see",
      ],
    });
  });

  it("has no warning if the need allows it", () => {
    const api = secret({ keys: ["value", "user"], asEnv: "because the image reads no files" });
    expect(compiledEnv({ needs: { api }, env })).toMatchObject({ entries, problems: [], warnings: [] });
  });

  it("must not be part of another value", () => {
    const joined = ({ needs }: { needs: { api: { value: unknown } } }) => ({ URL: `https://u:${String(needs.api.value)}@x` });
    expect(compiledEnv({ needs: { api: secret() }, env: joined }).problems).toEqual([
      "services/cart.ts: env.URL: joins text to a value that only the cluster knows",
    ]);
  });

  it("must be one of the service's own", () => {
    const foreign = { kind: "secretValue", file: "/var/run/fairlead/other/value" };
    expect(compiledEnv({ env: { A: foreign } }).problems).toEqual([
      "services/cart.ts: env.A: is the value of a secret that the service does not need",
    ]);
  });
});

describe("unset", () => {
  it("removes the variable of a lower layer", () => {
    const fields = { env: { A: 1, B: 2, C: 3 }, tiers: { latest: { env: { A: unset, D: 4 } } } };
    expect(compiledEnv(fields, { onStack: { env: () => ({ B: unset, D: unset }) } })).toMatchObject({ map: { C: "3" }, problems: [] });
  });

  it.each<readonly [title: string, fields: object, onStack: object, problem: string]>([
    ["in the service", { env: { A: unset } }, {}, "services/cart.ts: env.A: removes nothing: no lower layer sets it"],
    [
      "of a variable that a higher layer sets",
      { tiers: { latest: { env: { A: unset } } } },
      { env: { A: 1 } },
      "services/cart.ts: tiers.latest.env.A: removes nothing: no lower layer sets it",
    ],
    [
      "of a variable that was removed",
      { env: { A: 1 }, tiers: { latest: { env: { A: unset } } } },
      { env: { A: unset } },
      "stacks/latest.ts: override(cart).env.A: removes nothing: no lower layer sets it",
    ],
  ])("is refused: %s", (_title, fields, onStack, problem) => {
    expect(compiledEnv({ ...fields }, { onStack: { ...onStack } }).problems).toEqual([problem]);
  });
});

describe("one value in place of all variables", () => {
  it.each([fieldRef("status.podIP"), unset])("%j is refused", (env) => {
    const problem = "services/cart.ts: env: must be an object, or a function that returns one";
    expect([compiledEnv({ env }).problems, compiledEnv({ env: () => env }).problems]).toEqual([[problem], [problem]]);
  });

  it("may be called kind", () => {
    expect(compiledEnv({ env: { kind: "unset", toString: "x" } })).toMatchObject({ map: { kind: "unset", toString: "x" }, problems: [] });
  });
});

describe("the size of the environment", () => {
  it.each<readonly [size: number, problems: readonly string[]]>([
    [899_999, []],
    [900_000, ["services/cart.ts: env: has 900001 bytes; a ConfigMap holds at most 900000"]],
  ])("of %i bytes and a name", (size, problems) => {
    expect(compiledEnv({ env: { A: "x".repeat(size) } }).problems).toEqual(problems);
  });
});
