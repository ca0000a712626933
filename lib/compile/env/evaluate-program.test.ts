import { describe, expect, it } from "vitest";
import { compiledEnv } from "../../../test/compiled-env.ts";
import type { Fields } from "../../../test/fleets.ts";
import { fieldRef, inherit, plain, secret, unset } from "../../index.ts";

const ASYNC = "the function is async; write one that returns the value itself";

type Context = Readonly<Record<string, Readonly<Record<string, string>>>>;

const main = (fields: Fields, options = {}) => {
  const { containers, ...rest } = compiledEnv(fields, options);
  const { args, command } = containers.find(({ name }) => name === "cart") ?? {};
  return { args, command, ...rest };
};

const token = `ghp_${"aB3d".repeat(9)}`;

describe("args, command and files as functions", () => {
  const place = ({ stack }: Context) => `${stack?.["name"]} ${stack?.["tier"]} ${stack?.["region"]} ${stack?.["domain"]}`;

  it("get the stack, the image and the parts of the service", () => {
    const fields = {
      needs: { api: secret() },
      args: (context: Context) => [place(context), `--token-file=${context["needs"]?.["api"]?.["path" as never]}`],
      command: ({ image, ports }: Context) => ["/app", `${image?.["repository"]}:${image?.["tag"]}`, `:${ports?.["http"]}`],
      files: (context: Context) => ({
        "/etc/place": `${place(context)} ${context["stack"]?.["project"]} ${context["stack"]?.["namespace"]}`,
      }),
    };
    const api = ({ needs, ...context }: Context) => ({ ...context, needs: { api: { path: String(Object(needs)["api"].path) } } });
    const args = (context: Context) => fields.args(api(context) as never);
    expect(main({ ...fields, args })).toMatchObject({
      args: ["latest latest us-central1 shop.example.com", "--token-file=/var/run/fairlead/api/value"],
      command: ["/app", "registry.example.com/shop/app:v1.2.3", ":8080"],
      files: { etc__place: "latest latest us-central1 shop.example.com shop-latest shop" },
      problems: [],
    });
  });

  it("replace args, and merge files by path", () => {
    const fields = {
      args: ["service"],
      files: { "/a": "service", "/b": "service", "/c": "service" },
      tiers: { latest: { args: () => ["tier"], files: () => ({ "/b": "tier", "/c": unset }) } },
    };
    expect(main(fields)).toMatchObject({ args: ["tier"], files: { a: "service", b: "tier" }, problems: [] });
    expect(main(fields, { onStack: { args: ["stack"], files: { "/a": unset } } })).toMatchObject({ args: ["stack"], files: { b: "tier" } });
  });

  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["no list", { args: () => "a" }, ['args: must be a list, got "a"']],
    ["a number", { args: () => ["a", 1] }, ["args.1: must be a string, got 1"]],
    ["no command", { command: () => [] }, ["command: must not be empty"]],
    ["nothing", { command: () => undefined }, ["command: missing: a list is required"]],
    [
      "an unknown port",
      { args: ({ ports }: Context) => ["a", `:${ports?.["htpp"]}`] },
      ['args.1: there is no port "htpp"; did you mean "http"?'],
    ],
    [
      "an unknown value of the stack",
      { args: ({ stack }: Context) => [stack?.["regoin"]] },
      ['args.0: there is no value of the stack "regoin"; did you mean "region"?'],
    ],
    [
      "a failing function",
      { files: () => ({ a: Object(undefined).b.c }) },
      ["files: failed: Cannot read properties of undefined (reading 'c')"],
    ],
    ["a promise of arguments", { args: async () => await Promise.resolve(["a"]) }, [`args: ${ASYNC}`]],
    ["a promise of files", { files: async () => await Promise.reject(new Error("no file")) }, [`files: ${ASYNC}`]],
    ["no object of files", { files: () => ["a"] }, ["files: must be an object, or a function that returns one"]],
    ["a number as a file", { files: () => ({ "/a": 1 }) }, ["files./a: must be a string, got 1"]],
    ["a relative path", { files: () => ({ a: "x" }) }, ['files.a: "a" is not an absolute path of letters, digits, ".", "_" and "-"']],
    [
      "the image in a file",
      { files: ({ image }: Context) => ({ "/a": image?.["tag"] }) },
      ["files./a: a file cannot have the image: a new image would change the ConfigMap; put it into env"],
    ],
    ["a removed file that is not there", { files: () => ({ "/a": unset }) }, ["files./a: removes nothing: no lower layer sets it"]],
    ["a secret in arguments", { args: () => ["--x", token] }, ["args.1: contains a GitHub token"]],
    ["a secret in a file", { files: () => ({ "/a": token }) }, ["files./a: contains a GitHub token"]],
    [
      "a field in an argument",
      { args: () => [`--ip=${fieldRef("status.podIP") as unknown as string}`] },
      ["args.0: joins text to a value that only the cluster knows"],
    ],
  ])("refuse %s", (_title, fields, problems) => {
    expect(main(fields).problems).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });

  it("refuse the domain of a stack without one, and can ask for it", () => {
    const stack = { domain: undefined };
    expect(main({ args: (context: Context) => [place(context)] }, { stack }).problems).toEqual([
      "services/cart.ts: args.0: the stack latest has no domain",
    ]);
    const asks = ({ stack: on }: Context) => [String("domain" in Object(on))];
    expect([main({ args: asks }).args, main({ args: asks }, { stack }).args]).toEqual([["true"], ["false"]]);
  });

  it("may have a plain value", () => {
    const fields = { args: () => [plain(token, "because it is an example")], files: () => ({ "/a": plain(token, "because it is one") }) };
    expect(main(fields)).toMatchObject({ args: [token], files: { a: token }, problems: [] });
  });
});

describe("a reference in arguments", () => {
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["to a variable", { args: ["--a=$(A)", "$$(B)", "$(date +%s)", "$(KUBERNETES_SERVICE_HOST)"] }, []],
    [
      "to no variable",
      { args: ["x", "--b=$(HOSTNAME)"] },
      ['args.1: refers to $(HOSTNAME), but there is no variable "HOSTNAME" (known: "A")'],
    ],
    ["of a command", { command: ["$(B)"] }, ['command.0: refers to $(B), but there is no variable "B"; did you mean "A"?']],
    [
      "of jobs and init containers",
      { jobs: { m: { command: ["$(A)", "$(BC)"] } }, init: { w: { command: ["w"], args: ["$(BC)"] } } },
      [
        'jobs.m.command.1: refers to $(BC), but there is no variable "BC" (known: "A")',
        'init.w.args.0: refers to $(BC), but there is no variable "BC"; there are none',
      ],
    ],
    ["of an init container, which inherits it", { init: { w: { command: ["$(A)"], env: { A: inherit("A") } } } }, []],
    [
      "of a sidecar, which has other variables",
      { sidecars: { s: { args: ["$(A)", "$(S)"], env: { S: 1 } } } },
      ['sidecars.s.args.0: refers to $(A), but there is no variable "A"; did you mean "S"?'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(main({ env: { A: 1 }, ...fields }).problems).toEqual(problems.map((problem) => `services/cart.ts: ${problem}`));
  });
});

describe("a variable with the image", () => {
  const on = (tag: string, env: unknown) => compiledEnv({ env }, { entry: { tag } });

  it.each<readonly [title: string, env: (context: Context) => unknown, map: unknown, entries: unknown]>([
    ["no use", () => ({ A: "a" }), { A: "a" }, undefined],
    ["a value", ({ image }) => ({ A: "a", V: image?.["tag"] }), { A: "a" }, [{ name: "V", value: "v1.2.3" }]],
    [
      "the whole image as JSON",
      ({ image }) => ({ A: "a", V: JSON.stringify(image) }),
      { A: "a" },
      [{ name: "V", value: '{"repository":"registry.example.com/shop/app","tag":"v1.2.3"}' }],
    ],
    ["a part of the tag", ({ image }) => ({ A: "a", V: image?.["tag"]?.slice(0, 2) }), { A: "a" }, [{ name: "V", value: "v1" }]],
    [
      "a decision, which makes all variables entries",
      ({ image }) => ({ A: "", B: "$$", V: image?.["tag"]?.startsWith("v2") }),
      undefined,
      [{ name: "A" }, { name: "B", value: "$$$$" }, { name: "V", value: "false" }],
    ],
    [
      "a variable that is set or not",
      ({ image }) => (image?.["tag"]?.startsWith("v1") === true ? { A: 1, B: 2 } : { A: 1 }),
      { A: "1" },
      [{ name: "B", value: "2" }],
    ],
  ])("%s", (_title, env, map, entries) => {
    expect(on("v1.2.3", env)).toMatchObject({ map, entries, problems: [] });
    expect(on("v1.9.0", env).map).toEqual(map);
  });
});
