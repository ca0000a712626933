import { spawnSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { isRecord } from "../lib/base/values.ts";
import { bundleRecorder } from "../tools/package/bundle-recorder.ts";
import { OLDER_NODE } from "./older-node.ts";
import { CHECKOUT, environment } from "./project.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

const ACTION = ".github/actions/record-release";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const read = (path: string): string => readFileSync(join(CHECKOUT, path), "utf8");
const action: Action = parse(read(`${ACTION}/action.yml`));

/** Returns the YAML examples of a page. */
const examples = (page: string): readonly string[] => [...read(page).matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = ""]) => text);

/** Returns every step anywhere in a document: an object whose `uses` or `run` is a string. */
function stepsIn(value: unknown): readonly Step[] {
  if (!isRecord(value)) return Array.isArray(value) ? value.flatMap(stepsIn) : [];
  const { uses, run } = value;
  const step = { ...(typeof uses === "string" ? { uses } : {}), ...(typeof run === "string" ? { run } : {}) };
  return [...(Object.keys(step).length === 0 ? [] : [step]), ...Object.values(value).flatMap(stepsIn)];
}

const documents: readonly (readonly [name: string, text: string])[] = [
  ...globSync(".github/**/*.yml", { cwd: CHECKOUT }).map((path) => [path, read(path)] as const),
  ...examples("docs/application-teams.md").map((text, at) => [`docs/application-teams.md, example ${at + 1}`, text] as const),
];

describe.each(documents)("%s", (_name, text) => {
  const steps = stepsIn(parse(text));

  it("pins each action by its commit", () => {
    const remote = steps.flatMap(({ uses }) => (uses === undefined || /^(?:\.|\$)\//.test(uses) ? [] : [uses]));
    expect(remote.filter((uses) => !/^[\w.-]+\/[\w./-]+@(?:[0-9a-f]{40}|<commit>)$/.test(uses))).toEqual([]);
  });

  it("has no expression in a shell line, and runs no package by its name", () => {
    const lines = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(
      lines.filter(
        (run) => run.includes("${{") || /\b(?:npx (?!fairlead |tsc\b)|npm (?:exec|install|i)|pnpm|yarn|bunx|curl|wget)\b/.test(run),
      ),
    ).toEqual([]);
  });
});

describe("the action", () => {
  it("is composite and passes each input through the environment, once", () => {
    expect(action.runs.using).toBe("composite");
    expect(action.runs.steps.map(({ run, shell, uses }) => [run, shell, uses])).toEqual([
      ['bash "$GITHUB_ACTION_PATH/record.sh"', "bash", undefined],
    ]);
    const passed = Object.entries(action.runs.steps[0]?.env ?? {});
    expect(passed).toEqual(Object.keys(action.inputs).map((name) => [name.toUpperCase().replaceAll("-", "_"), `\${{ inputs.${name} }}`]));
  });

  it("has a script that evaluates nothing and names no package", () => {
    const script = read(`${ACTION}/record.sh`);
    expect(script).not.toMatch(/\b(?:eval|npx|npm|curl|wget|source)\b|\$\{\{|`\$/);
    for (const [variable] of Object.entries(action.runs.steps[0]?.env ?? {})) expect(script).toMatch(`$${variable}`);
  });
});

describe("its script", () => {
  let installed: string;
  beforeAll(async () => {
    installed = mkdtempSync(join(tmpdir(), "fairlead-action-"));
    cpSync(join(CHECKOUT, ACTION), installed, { recursive: true });
    await bundleRecorder(join(installed, "fairlead-release.js"));
  });
  afterAll(() => rmSync(installed, { recursive: true }));

  /** Runs the script in an empty directory with the inputs of a build of cart. */
  function record(
    inputs: Readonly<Record<string, string>>,
    { path = installed, bin }: { readonly path?: string; readonly bin?: string } = {},
  ) {
    const cwd = temporaryDirectory("action");
    const defaults = {
      SERVICES: "cart",
      IMAGE: "eu.gcr.io/shop/cart",
      TAG: "v7",
      DIGEST: `sha256:${"7".repeat(64)}`,
      DATASTORE: `file:${cwd}/store`,
      CHANNEL: "main",
      COMMIT: "5b3a712",
      UPSTREAM: "false",
      REPOSITORY: "https://git.example.com/shop/cart",
      RUN: "8812345-1",
      BUILD: "",
      VERIFY_IMAGE: "false",
    };
    const node = bin ?? nodeOnly();
    const env = environment({ ...defaults, ...inputs, GITHUB_ACTION_PATH: path, PATH: `${node}:/usr/bin:/bin` });
    const { status, stdout, stderr } = spawnSync("bash", [join(path, "record.sh")], { cwd, env, encoding: "utf8" });
    const files = existsSync(join(cwd, "store")) ? globSync("**/*.json", { cwd: join(cwd, "store") }).toSorted() : [];
    return { status, stdout, stderr: stderr.split("\n")[0], files, strays: globSync("*", { cwd }).filter((name) => name !== "store") };
  }

  /** Makes a directory of programs that has only `node`: a script, or the older Node. */
  function nodeOnly(script?: string): string {
    const directory = temporaryDirectory("node");
    if (script === undefined) symlinkSync(OLDER_NODE ?? process.execPath, join(directory, "node"));
    else writeFileSync(join(directory, "node"), script, { mode: 0o755 });
    return directory;
  }

  it.each<readonly [string, Readonly<Record<string, string>>, readonly string[]]>([
    ["a build", {}, ["channels/main/cart.json", "releases/cart/0008812345-777777777777.json"]],
    [
      "a build number and a channel",
      { BUILD: "5", CHANNEL: "next" },
      ["channels/next/cart.json", "releases/cart/0000000005-777777777777.json"],
    ],
    [
      "several services, with blank lines",
      { SERVICES: "\n  cart\n\ncleanup\n" },
      [
        "channels/main/cart.json",
        "channels/main/cleanup.json",
        "releases/cart/0008812345-777777777777.json",
        "releases/cleanup/0008812345-777777777777.json",
      ],
    ],
    ["an upstream image", { UPSTREAM: "true", REPOSITORY: "" }, ["channels/main/cart.json", "releases/cart/0008812345-777777777777.json"]],
  ])("records %s", (_title, inputs, files) => {
    expect(record(inputs)).toMatchObject({ status: 0, stderr: "", files, strays: [] });
  });

  it.each<readonly [string, Readonly<Record<string, string>>, string]>([
    [
      "a command in a tag",
      { TAG: '"; touch pwned; $(touch pwned)`touch pwned`' },
      'error: tag: ""; touch pwned; $(touch pwned)`touch pwned`" is not an image tag',
    ],
    ["a flag as a tag", { TAG: "--help" }, 'error: tag: "--help" is not an image tag'],
    ["a flag as a service", { SERVICES: "--help" }, 'error: "--help" is not the name of a service'],
    ["a flag as another service", { SERVICES: "cart\n--json" }, 'error: "--json" is not the name of a service'],
    ["no service", { SERVICES: " \n " }, "error: the input services names no service"],
    ["a switch that is neither true nor false", { UPSTREAM: "yes" }, 'error: the input upstream is "yes" instead of true or false'],
    [
      "a run without a number",
      { RUN: "nightly" },
      'error: run "nightly" has no build number, which is a whole number of at most 15 digits',
    ],
  ])("refuses %s, and writes nothing", (_title, inputs, message) => {
    expect(record(inputs)).toEqual({ status: 2, stdout: "", stderr: message, files: [], strays: [] });
  });

  it.each<readonly [string, () => ReturnType<typeof record>, string]>([
    [
      "a commit that is not a release",
      () => {
        const bare = temporaryDirectory("bare");
        cpSync(join(CHECKOUT, ACTION), bare, { recursive: true });
        return record({}, { path: bare });
      },
      "error: this commit of the action has no recorder; use the commit of a release tag of Fairlead",
    ],
    [
      "an old Node",
      () => record({}, { bin: nodeOnly("#!/bin/sh\necho 18\n") }),
      "error: Node 18 is too old, and the recorder needs 20; add actions/setup-node before this step",
    ],
    [
      "no Node",
      () => record({}, { bin: nodeOnly("#!/bin/sh\nexit 127\n") }),
      "error: node is not on PATH; add actions/setup-node before this step",
    ],
  ])("names the fix for %s", (_title, run, message) => {
    expect(run()).toMatchObject({ status: 3, stderr: message, files: [] });
  });
});
