import { describe, expect, it } from "vitest";
import { testContext } from "../../test/workspace/app-context.ts";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import type { Decision } from "../resolve/decision.ts";
import { check } from "./check.ts";
import { diff } from "./diff.ts";
import { plan } from "./plan.ts";
import { render } from "./render.ts";
import { up } from "./up.ts";

const brief = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map(({ stack, service, outcome, from, to }) => `${stack}/${service} ${outcome} ${from?.tag ?? "-"} ${to?.tag ?? "-"}`);

async function fleet() {
  const workspace = new MemoryWorkspace({ fleet: smallFleet() });
  const context = testContext(workspace);
  for (const service of ["cart", "mail"]) await context.build(service, 1);
  return { workspace, context };
}

const entryOf = (workspace: MemoryWorkspace, stack: string): readonly string[] =>
  (workspace.files.get(`${stack}/versions.yaml`) ?? "").split("\n").filter((line) => line.startsWith("  tag:"));

describe("up", () => {
  it("moves every stack to what its channel names, and writes the tree", async () => {
    const { workspace, context } = await fleet();
    const { decisions, render: written } = await up(context, { parallel: 1 });
    expect(brief(decisions)).toEqual(["latest/cart new - v1", "latest/mail new - v1", "prod/cart new - v1", "prod/mail new - v1"]);
    expect([written.stacks, written.created.length, written.objects]).toEqual([2, workspace.files.size, workspace.files.size]);
    expect(workspace.files.has("prod/services/cart/deployment-cart.yaml")).toBe(true);
  });

  it("writes nothing the second time", async () => {
    const { context } = await fleet();
    await up(context, { parallel: 1 });
    const { decisions, render: written } = await up(context, { parallel: 1 });
    expect([...new Set(decisions.map(({ outcome }) => outcome))]).toEqual(["keep"]);
    expect([written.created, written.changed, written.removed]).toEqual([[], [], []]);
  });

  it("changes three files of a stack for a new release of one service", async () => {
    const { context } = await fleet();
    await up(context, { parallel: 1 });
    await context.build("cart", 2);
    const { render: written } = await up(context, { parallel: 1, selection: { stacks: ["prod"], services: [] } });
    expect(written.changed).toEqual(["prod/applications/cart.yaml", "prod/services/cart/deployment-cart.yaml", "prod/versions.yaml"]);
  });

  it("moves only the selected service, and keeps the entries of others", async () => {
    const { workspace, context } = await fleet();
    await up(context, { parallel: 1 });
    await context.build("cart", 2);
    await context.build("mail", 2);
    const { decisions } = await up(context, { parallel: 1, selection: { stacks: ["prod"], services: ["mail"] } });
    expect(brief(decisions)).toEqual(["prod/mail advance v1 v2"]);
    expect(entryOf(workspace, "prod").map((line) => /tag: (v\d)/.exec(line)?.[1])).toEqual(["v1", "v2"]);
    expect(entryOf(workspace, "latest").map((line) => /tag: (v\d)/.exec(line)?.[1])).toEqual(["v1", "v1"]);
  });

  it("refuses an edit by hand that is not committed, unless told to overwrite it", async () => {
    const first = await fleet();
    await up(first.context, { parallel: 1 });
    const path = "prod/services/cart/service-cart.yaml";
    const workspace = new MemoryWorkspace({
      fleet: smallFleet(),
      generated: new Map([...first.workspace.files, [path, "edited: true\n"]]),
      revisions: new Map([["HEAD", new Map(first.workspace.files)]]),
    });
    const context = { ...first.context, workspace: () => workspace };
    await expect(up(context, { parallel: 1 })).rejects.toMatchObject({ code: "REFUSED", problems: [{ file: `pulumi-gen/${path}` }] });
    expect((await plan(context, {})).refusal).toEqual({
      message: "1 file edited by hand would be overwritten",
      hint: "npx fairlead check shows the lines; git checkout -- pulumi-gen drops the edits; npx fairlead up --overwrite overwrites them",
      problems: [{ file: `pulumi-gen/${path}`, path: "", message: "is not committed, and differs from the specs" }],
    });
    expect(workspace.files.get(path)).toBe("edited: true\n");
    await up(context, { parallel: 1, overwrite: true });
    expect(workspace.files.get(path)).toBe(first.workspace.files.get(path));
  });
});

describe("plan", () => {
  it("decides as up does, and writes nothing", async () => {
    const { workspace, context } = await fleet();
    const planned = await plan(context, {});
    expect(workspace.files.size).toBe(0);
    const { decisions } = await up(context, { parallel: 1 });
    expect(planned.decisions).toEqual(decisions);
  });
});

describe("check, render and diff", () => {
  it("find, fix and show a file that differs", async () => {
    const { workspace, context } = await fleet();
    await up(context, { parallel: 1 });
    const path = "prod/services/cart/service-cart.yaml";
    const text = workspace.files.get(path) ?? "";
    workspace.files.set(path, text.replace("port: 80", "port: 81"));
    const { findings } = await check(context);
    expect(findings.map(({ file, what }) => [file, what])).toEqual([[`pulumi-gen/${path}`, "stale"]]);
    const { diff: changes } = await diff(context, {});
    expect(changes.changes.map(({ action, object }) => [action, object.path])).toEqual([["changed", path]]);
    const { changed } = await render(context);
    expect([changed, workspace.files.get(path)]).toEqual([[path], text]);
    expect((await check(context)).findings).toEqual([]);
  });
});
