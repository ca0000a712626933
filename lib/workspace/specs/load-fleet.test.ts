import { describe, expect, it, onTestFinished } from "vitest";
import { writtenProject } from "../../../test/written-project.ts";
import { formatProblem, type Problem } from "../../base/problem.ts";
import { UserError } from "../../base/user-error.ts";
import { loadConfig, loadFleet } from "./load-fleet.ts";
import { openSpecLoader } from "./spec-loader.ts";

type Files = Readonly<Record<string, string>>;

const CONFIG =
  'import { defineConfig } from "fairlead";\nexport default defineConfig({ name: "shop", repository: { url: "https://git.example.com/shop.git", branch: "main" } });\n';
const serviceNamed = (name: string): string =>
  `import { defineService } from "fairlead";\nexport default defineService("${name}", { owner: "a@example.com", image: "example.com/x" });\n`;
const STACK =
  'import { allServices, defineStack } from "fairlead";\nexport default defineStack("latest", { tier: "latest", services: allServices } as never);\n';

const PROJECT: Files = {
  "fairlead.config.ts": CONFIG,
  "services/cart.ts": serviceNamed("cart"),
  "services/ads.ts": `import cart from "./cart.ts";\n${serviceNamed("ads")}cart;\n`,
  "stacks/latest.ts": STACK,
};

const without = (path: string): Files => Object.fromEntries(Object.entries(PROJECT).filter(([each]) => !each.startsWith(path)));

function writtenFleet(files: Files): string {
  const root = writtenProject(files);
  onTestFinished(() => openSpecLoader(root).dispose());
  return root;
}

const problemsOf = (loading: Promise<unknown>): Promise<readonly Problem[]> =>
  loading.then(
    () => [],
    (error: unknown) => (error instanceof UserError ? error.problems : Promise.reject(error)),
  );

describe("loadFleet", () => {
  it("collects services and stacks, sorted by file", async () => {
    const { config, services, stacks } = await loadFleet(writtenFleet(PROJECT));
    expect(config.name).toBe("shop");
    expect(services.map(({ file, service }) => [file, service.name])).toEqual([
      ["services/ads.ts", "ads"],
      ["services/cart.ts", "cart"],
    ]);
    expect(stacks.map(({ file, stack }) => [file, stack.name])).toEqual([["stacks/latest.ts", "latest"]]);
  });

  it("finds specs in folders, and leaves out folders of helpers", async () => {
    const files = {
      ...PROJECT,
      "services/shop/eu/mail.ts": serviceNamed("mail"),
      "services/_shared/web.ts": "export const web = 1;",
      "services/.cache/a.ts": "throw 1;",
      "services/shop/node_modules/b/index.ts": "throw 1;",
    };
    const { services } = await loadFleet(writtenFleet(files));
    expect(services.map(({ file, service }) => [file, service.name])).toEqual([
      ["services/ads.ts", "ads"],
      ["services/cart.ts", "cart"],
      ["services/shop/eu/mail.ts", "mail"],
    ]);
  });

  it("leaves out tests and declarations", async () => {
    const files = { ...PROJECT, "services/cart.test.ts": "throw 1;", "services/cart.d.ts": "throw 1;", "services/README.md": "" };
    expect((await loadFleet(writtenFleet(files))).services.length).toBe(2);
  });

  it.each<readonly [string, Files, readonly string[]]>([
    ["without services", without("services/"), ["services/: missing: the project has no such directory"]],
    ["with an empty directory", { ...without("stacks/"), "stacks/README.md": "" }, ["stacks/: is empty; there is nothing to render"]],
    [
      "whose service has no default export",
      { ...PROJECT, "services/cart.ts": "export const cart = 1;" },
      ["services/cart.ts: has no default export made by defineService"],
    ],
    [
      "whose files export something else",
      { ...PROJECT, "fairlead.config.ts": "export default 1;", "services/web.ts": STACK, "stacks/prod.ts": serviceNamed("prod") },
      [
        "fairlead.config.ts: has no default export made by defineConfig",
        "services/web.ts: has no default export made by defineService",
        "stacks/prod.ts: has no default export made by defineStack",
      ],
    ],
    [
      "whose files do not load, beside one without a default export",
      { ...PROJECT, "fairlead.config.ts": 'throw new Error("boom");', "services/cart.ts": "export default 1 +;", "stacks/prod.ts": "" },
      [
        "fairlead.config.ts: line 1: does not load: boom",
        "services/cart.ts: line 1: does not load: Expression expected",
        "stacks/prod.ts: has no default export made by defineStack",
      ],
    ],
  ])("lists all problems of a project %s", async (_title, files, expected) => {
    expect((await problemsOf(loadFleet(writtenFleet(files)))).map(formatProblem)).toEqual(expected);
  });

  it("shows the missing export as code", async () => {
    const [problem] = await problemsOf(loadFleet(writtenFleet({ ...PROJECT, "stacks/latest.ts": "" })));
    expect(problem?.hint).toBe('export default defineStack("stack", { ... })');
  });
});

describe("loadConfig", () => {
  it("runs the config without the specs", async () => {
    expect((await loadConfig(writtenFleet({ ...PROJECT, "services/cart.ts": "export default 1 +;" }))).name).toBe("shop");
  });

  it.each<readonly [string, string, readonly string[]]>([
    ["does not load", 'throw new Error("boom");', ["fairlead.config.ts: line 1: does not load: boom"]],
    ["has an unknown field", CONFIG.replace("name:", "nme: 1, name:"), ['fairlead.config.ts: nme: unknown field; did you mean "name"?']],
  ])("lists the problems of a config that %s", async (_title, config, expected) => {
    expect((await problemsOf(loadConfig(writtenFleet({ "fairlead.config.ts": config })))).map(formatProblem)).toEqual(expected);
  });
});
