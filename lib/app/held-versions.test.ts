import { describe, expect, it } from "vitest";
import { MemoryWorkspace } from "../../test/workspace/memory-workspace.ts";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import { testContext } from "../../test/workspace/app-context.ts";
import { formatProblem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { defineImage } from "../index.ts";
import type { Fleet } from "../model/fleet.ts";
import { VERDICTS } from "../report/results/verdict.ts";
import type { Decision } from "../resolve/decision.ts";
import { check } from "./check.ts";
import { plan } from "./plan.ts";
import { up } from "./up.ts";

const envoy = defineImage("envoy", { owner: "team@example.com", image: "registry.example.com/shop/envoy" });

/** Returns the small fleet, in which cart uses a released image and has other fields. */
function fleetWith(fields: object = { sidecars: { proxy: { image: envoy } } }): Fleet {
  const [cart, ...others] = smallFleet().services;
  const service = { ...cart?.service, input: { ...cart?.service.input, ...fields } };
  return {
    ...smallFleet(),
    images: [{ file: "services/envoy.ts", image: envoy }],
    services: [{ file: "services/cart.ts", service: service as never }, ...others],
  };
}

const brief = (decisions: readonly Decision[]): readonly string[] =>
  decisions.map(({ stack, service, outcome, to }) => `${stack}/${service} ${outcome} ${to?.tag ?? "-"}`);

async function contextWith(fleet: Fleet, recorded: readonly string[]) {
  const workspace = new MemoryWorkspace({ fleet });
  const context = testContext(workspace);
  for (const service of recorded) await context.build(service, 1);
  return { workspace, context };
}

const problemsOf = (error: unknown): readonly string[] =>
  error instanceof UserError ? error.problems.map(formatProblem) : [String(error)];

describe("a release that is missing", () => {
  it("holds the services that use the image, and the others move", async () => {
    const { workspace, context } = await contextWith(fleetWith(), ["cart", "mail"]);
    const planned = await plan(context, {});
    const done = await up(context, { parallel: 1 });
    expect(brief(done.decisions)).toEqual([
      "latest/cart invalid -",
      "latest/envoy invalid -",
      "latest/mail new v1",
      "prod/cart invalid -",
      "prod/envoy invalid -",
      "prod/mail new v1",
    ]);
    expect([planned.decisions, planned.held, VERDICTS.plan(planned)]).toEqual([done.decisions, undefined, "input"]);
    expect([done.held, VERDICTS.up(done)]).toEqual([undefined, "input"]);
    expect(done.decisions.map(({ reason }) => reason).slice(0, 2)).toEqual([
      "a version that it needs is missing or has no digest, so its files stay as they are",
      "channel main has no release of the image",
    ]);
    expect([...workspace.files.keys()].filter((path) => path.includes("cart"))).toEqual([]);
  });

  it("keeps the files of a service that begins to use the image", async () => {
    const { workspace: before, context } = await contextWith(smallFleet(), ["cart", "mail"]);
    await up(context, { parallel: 1 });
    for (const service of ["cart", "mail"]) await context.build(service, 2);
    const workspace = new MemoryWorkspace({ fleet: fleetWith(), generated: before.files });
    const { decisions } = await up({ ...testContext(workspace), env: context.env }, { parallel: 1 });
    expect(brief(decisions).slice(0, 3)).toEqual(["latest/cart invalid v1", "latest/envoy invalid -", "latest/mail advance v2"]);
    const ofCart = (files: ReadonlyMap<string, string>) =>
      [...files].filter(([path]) => path.includes("cart")).toSorted(([a], [b]) => (a < b ? -1 : 1));
    expect(ofCart(workspace.files)).toEqual(ofCart(before.files));
    expect(workspace.files.get("latest/versions.yaml")).toMatch(/^cart:\n.* tag: v1\nmail:\n.* tag: v2\n/s);
  });

  it("names the image if no decision is about it", async () => {
    const { context } = await contextWith(fleetWith(), ["cart", "mail"]);
    const { held } = await plan(context, {}, { stacks: ["latest"], services: ["cart"] });
    expect(held?.map(formatProblem)).toEqual([
      "pulumi-gen/latest/versions.yaml: envoy: is missing: services of the stack use the image, but no version of it is locked",
    ]);
  });

  it("of one service leaves the others alone", async () => {
    const { context } = await contextWith(smallFleet(), ["mail"]);
    expect(brief((await up(context, { parallel: 1 })).decisions)).toEqual([
      "latest/cart invalid -",
      "latest/mail new v1",
      "prod/cart invalid -",
      "prod/mail new v1",
    ]);
  });
});

it("a lock entry without a digest holds its service alone", async () => {
  const { workspace, context } = await contextWith(smallFleet(), ["mail"]);
  workspace.files.set("prod/versions.yaml", "cart: {tag: v1}\n");
  const { decisions, held } = await up(context, { parallel: 1 });
  expect(brief(decisions)).toEqual(["latest/cart invalid -", "latest/mail new v1", "prod/cart invalid v1", "prod/mail new v1"]);
  expect(held?.map(formatProblem)).toEqual([
    "pulumi-gen/prod/versions.yaml: cart: the tag v1 has no digest; prod requires one: a tag can be pushed again",
  ]);
});

describe("check after a service was held that has no version yet", () => {
  const broken = { patch: { Deployment: () => Object(undefined).a.b } };

  it.each<[title: string, fields: object, recorded: readonly string[], problems: readonly RegExp[]]>([
    ["names the cause only", broken, ["cart", "mail"], [/^services\/cart.ts: patch.Deployment: failed: /]],
    ["if no service has a version", broken, ["cart"], [/^pulumi-gen\/latest.*but the stack runs 1 service$/, /^pulumi-gen\/prod/, /patch/]],
    [
      "if an image has none either",
      { ...broken, sidecars: { proxy: { image: envoy } } },
      ["cart", "mail"],
      [/^services\/cart.ts: patch.Deployment: failed: /],
    ],
  ])("%s", async (_title, fields, recorded, problems) => {
    const { context } = await contextWith(fleetWith(fields), recorded);
    await up(context, { parallel: 1 });
    const found = problemsOf(await check(context).catch((error: unknown) => error));
    expect(found).toEqual(problems.map((each) => expect.stringMatching(each)));
  });
});
