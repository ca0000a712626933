import { describe, expect, it } from "vitest";
import { testContext } from "../../test/workspace/app-context.ts";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import { formatProblem } from "../base/problem.ts";
import type { Fleet } from "../model/fleet.ts";
import type { Decision } from "../resolve/decision.ts";
import { VERDICTS } from "../report/results/verdict.ts";
import { check } from "./check.ts";
import { plan } from "./plan.ts";
import { render } from "./render.ts";
import { resume } from "./resume.ts";
import { up } from "./up.ts";

const brief = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map(({ stack, service, outcome, from, to }) => `${stack}/${service} ${outcome} ${from?.tag ?? "-"} ${to?.tag ?? "-"}`);

/** Returns the small fleet, in which cart has other fields. */
function fleetWith(fields: object): Fleet {
  const [cart, ...others] = smallFleet().services;
  const service = { ...cart?.service, input: { ...cart?.service.input, ...fields } };
  return { ...smallFleet(), services: [{ file: "services/cart.ts", service: service as never }, ...others] };
}

/** Returns a repository in which both services run v1, and cart then gets other fields. The channel names v2 of both. */
async function changedFleet(fields: object) {
  const before = new MemoryWorkspace({ fleet: smallFleet() });
  const first = testContext(before);
  for (const service of ["cart", "mail"]) await first.build(service, 1);
  await up(first, { parallel: 1 });
  const workspace = new MemoryWorkspace({ fleet: fleetWith(fields), generated: before.files });
  const context = { ...testContext(workspace), env: first.env };
  for (const service of ["cart", "mail"]) await first.build(service, 2);
  return { before, workspace, context };
}

const onProd = (draft: { readonly metadata: { readonly labels: Readonly<Record<string, string>> } }): void => {
  if (draft.metadata.labels["env"] === "prod") throw new Error("boom");
};

const PROBLEMS: readonly (readonly [title: string, fields: object, problem: string])[] = [
  ["a patch that fails", { patch: { Deployment: () => Object(undefined).a.b } }, "services/cart.ts: patch.Deployment: failed: "],
  [
    "an env function that throws",
    {
      env: () => {
        throw new Error("boom");
      },
    },
    "services/cart.ts: env: failed: boom",
  ],
  [
    "an added object that is refused",
    { manifests: () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" }, data: { a: 1 } }] },
    "services/cart.ts: manifests.0.data.a: 1 is not a string",
  ],
  [
    "an added object that has the name of another service",
    {
      manifests: () => [
        { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "x" } },
        { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "mail" } },
      ],
    },
    'pulumi-gen/latest/services/mail/serviceaccount-mail.yaml: ServiceAccount "mail" is rendered by pulumi-gen/latest/services/cart/serviceaccount-mail.yaml, too',
  ],
  [
    "an added object that has the name of an object of the stack",
    { manifests: () => [{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "default-deny" } }] },
    'pulumi-gen/latest/platform/networkpolicy-default-deny.yaml: NetworkPolicy "default-deny" is rendered by',
  ],
];

describe.each(PROBLEMS)("up with %s", (_title, fields, problem) => {
  it("keeps the service as it is committed, and moves the others", async () => {
    const { before, workspace, context } = await changedFleet(fields);
    const result = await up(context, { parallel: 1 });
    expect(brief(result.decisions)).toEqual([
      "latest/cart invalid v1 v1",
      "latest/mail advance v1 v2",
      "prod/cart invalid v1 v1",
      "prod/mail advance v1 v2",
    ]);
    expect(result.held?.map(formatProblem).filter((text) => !text.startsWith(problem))).toEqual([]);
    expect(VERDICTS.up(result)).toBe("input");
    const ofCart = (files: ReadonlyMap<string, string>) =>
      [...files].filter(([path]) => path.includes("cart")).toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(ofCart(workspace.files)).toEqual(ofCart(before.files));
    expect(workspace.files.get("prod/versions.yaml")).toMatch(/^cart:\n(?: .*\n)* {2}tag: v1\nmail:\n(?: .*\n)* {2}tag: v2\n/);
    expect(result.render.changed.filter((path) => path.startsWith("prod/"))).toEqual([
      "prod/applications/mail.yaml",
      "prod/services/mail/deployment-mail.yaml",
      "prod/versions.yaml",
    ]);
  });

  it("decides as plan does, and render, check and resume refuse the whole run", async () => {
    const { before, workspace, context } = await changedFleet(fields);
    const planned = await plan(context, {});
    expect(VERDICTS.plan(planned)).toBe("input");
    // A run of one service sees no object of another one.
    const partial = problem.startsWith("services/") ? [() => resume(context, { targets: ["prod/cart"] })] : [];
    for (const run of [() => render(context), () => check(context), ...partial])
      await expect(run()).rejects.toMatchObject({ code: "INVALID_SPEC", problems: [{ file: problem.split(":")[0] }] });
    expect(workspace.files).toEqual(before.files);
    const done = await up(context, { parallel: 1 });
    expect([planned.decisions, planned.held]).toEqual([done.decisions, done.held]);
  });
});

describe("a service with a problem", () => {
  it("stays on the stacks that have it, and moves on the others", async () => {
    const { context } = await changedFleet({ patch: { Deployment: onProd } });
    const { decisions, held } = await up(context, { parallel: 1 });
    expect([brief(decisions), held?.map(formatProblem)]).toEqual([
      ["latest/cart advance v1 v2", "latest/mail advance v1 v2", "prod/cart invalid v1 v1", "prod/mail advance v1 v2"],
      ["services/cart.ts: patch.Deployment: failed: boom (on prod)"],
    ]);
  });

  it("stays on the stack where an object mentions another tier", async () => {
    const manifests = () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "cart-x" }, data: { project: "shop-prod" } }];
    const { context } = await changedFleet({ manifests });
    const { decisions, held } = await up(context, { parallel: 1 });
    expect([brief(decisions), held?.map(formatProblem)]).toEqual([
      ["latest/cart invalid v1 v1", "latest/mail advance v1 v2", "prod/cart advance v1 v2", "prod/mail advance v1 v2"],
      [
        'pulumi-gen/latest/services/cart/configmap-cart-x.yaml: ConfigMap "cart-x" mentions "shop-prod", which is of another tier than latest (latest)',
      ],
    ]);
  });

  it("has no files and no lock entry if it is new", async () => {
    const workspace = new MemoryWorkspace({ fleet: fleetWith({ patch: { Deployment: onProd } }) });
    const context = testContext(workspace);
    for (const service of ["cart", "mail"]) await context.build(service, 1);
    expect(brief((await up(context, { parallel: 1 })).decisions)).toEqual([
      "latest/cart new - v1",
      "latest/mail new - v1",
      "prod/cart invalid - -",
      "prod/mail new - v1",
    ]);
    expect([...workspace.files.keys()].filter((path) => path.startsWith("prod/") && path.includes("cart"))).toEqual([]);
    expect(workspace.files.get("prod/versions.yaml")).toMatch(/^mail:/);
  });

  it("moves after its repair", async () => {
    const { workspace, context } = await changedFleet({ patch: { Deployment: onProd } });
    await up(context, { parallel: 1 });
    const repaired = new MemoryWorkspace({ fleet: smallFleet(), generated: workspace.files });
    const { decisions, held } = await up({ ...testContext(repaired), env: context.env }, { parallel: 1 });
    expect([brief(decisions), held]).toEqual([
      ["latest/cart keep v2 v2", "latest/mail keep v2 v2", "prod/cart advance v1 v2", "prod/mail keep v2 v2"],
      undefined,
    ]);
  });
});

it.each([
  ["prod/services/cart/service-cart.yaml", "edited: true\n"],
  ["prod/services/cart/deployment-mine.yaml", "new: true\n"],
])("an edit by hand of %s, a file of a held service, stops the run", async (path, text) => {
  const { before, context } = await changedFleet({ patch: { Deployment: onProd } });
  const edited = new MemoryWorkspace({
    fleet: fleetWith({ patch: { Deployment: onProd } }),
    generated: new Map([...before.files, [path, text]]),
    revisions: new Map([["HEAD", new Map(before.files)]]),
  });
  const run = up({ ...testContext(edited), env: context.env }, { parallel: 1 });
  await expect(run).rejects.toMatchObject({ code: "REFUSED", problems: [{ file: `pulumi-gen/${path}` }] });
  expect(edited.files.get(path)).toBe(text);
});

it("a problem of the stack as a whole stops the run", async () => {
  const { before, workspace, context } = await changedFleet({ patch: { HTTPRoute: () => undefined } });
  await expect(up(context, { parallel: 1 })).rejects.toMatchObject({ code: "INVALID_SPEC" });
  expect(workspace.files).toEqual(before.files);
});
