import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { type Draft } from "../../../test/four-stacks.ts";
import { formatProblem } from "../../base/problem.ts";
import { compileStack } from "../compile-stack.ts";

/** Compiles the service `cart` on the stack `latest` with these patches. */
function compiled(stack: Fields, service: Fields = {}) {
  const fleet = fleetOf({ services: [serviceFile("cart", service)], stacks: [stackFile("latest", stack)] });
  const model = modelOf(fleet);
  const all = model.stacks.map((each) => compileStack(model, each, lockFor(fleet)));
  return {
    objects: all.flatMap(({ manifests }) => manifests.map(({ manifest }) => manifest)),
    problems: all.flatMap(({ problems }) => problems.map(formatProblem)),
  };
}

const label = (draft: Draft): void => void Reflect.set(Object(draft.metadata["labels"]), "team", "platform");
const isLabelled = ({ metadata: { labels = {} } }: { metadata: { labels?: Readonly<Record<string, string>> } }) =>
  labels["team"] === "platform";

const labelled = (stack: Fields, service?: Fields): readonly string[] =>
  compiled(stack, service).objects.flatMap((object) => (isLabelled(object) ? [`${object.kind} ${object.metadata.name}`] : []));

describe("a patch of a stack changes all objects of its kind", () => {
  it.each<readonly [kind: string, objects: readonly string[]]>([
    ["Namespace", ["Namespace shop"]],
    ["NetworkPolicy", ["NetworkPolicy default-deny"]],
    ["PriorityClass", ["PriorityClass shop-high", "PriorityClass shop-normal", "PriorityClass shop-low"]],
    ["ResourceQuota", ["ResourceQuota quota"]],
    ["AppProject", ["AppProject latest", "AppProject latest-platform", "AppProject latest-applications", "AppProject latest-components"]],
    ["Application", ["Application latest-cart", "Application latest", "Application latest-platform", "Application latest-grafana"]],
  ])("%s", (kind, objects) => {
    expect(labelled({ patch: { [kind]: label }, components: { grafana: () => undefined } })).toEqual(objects);
  });
});

it("a patch of a service changes its own Application", () => {
  expect(labelled({}, { patch: { Application: label } })).toEqual(["Application latest-cart"]);
});

it("a stack's patch of Applications sees those of the services", () => {
  const patch = {
    Application: (draft: Draft) =>
      void Reflect.set(Object(draft.metadata["labels"]), "seen", String(Object(draft.metadata["labels"]).team)),
  };
  const [application] = compiled({ patch }, { patch: { Application: label } }).objects.filter(({ kind }) => kind === "Application");
  expect(application?.metadata.labels?.["seen"]).toBe("platform");
});

describe("a patch that returns null", () => {
  const drop = () => null;

  it.each(["NetworkPolicy", "ResourceQuota"])("drops the %s of a stack", (kind) => {
    const { objects, problems } = compiled({ patch: { [kind]: drop } });
    const names = objects.filter((object) => object.kind === kind).map(({ metadata }) => metadata.name);
    expect([names, problems]).toEqual([kind === "NetworkPolicy" ? ["cart"] : [], []]);
  });

  it.each<readonly [kind: string, problem: string]>([
    ["Namespace", 'cannot drop Namespace "shop": all objects of the stack are in it'],
    ["PriorityClass", 'cannot drop PriorityClass "shop-high": pods refer to it'],
    ["AppProject", 'cannot drop AppProject "latest": Applications refer to it'],
    ["Application", 'cannot drop Application "latest-cart": without it, Argo CD deploys nothing'],
  ])("cannot drop the %s", (kind, problem) => {
    const { objects, problems } = compiled({ patch: { [kind]: drop } });
    expect(problems[0]).toBe(`stacks/latest.ts: patch.${kind}: ${problem}`);
    expect(objects.some((object) => object.kind === kind)).toBe(true);
  });
});

describe("a patch of the Namespace cannot change its Pod Security level", () => {
  const ENFORCE = "pod-security.kubernetes.io/enforce";
  const relabelled = (labels: object) => ({
    patch: {
      Namespace: (draft: Draft) => {
        Reflect.set(draft.metadata, "labels", JSON.parse(JSON.stringify({ ...Object(draft.metadata["labels"]), ...labels })));
      },
    },
  });
  it.each<readonly [title: string, stack: Fields, problem: string]>([
    ["to a lower one", relabelled({ [ENFORCE]: "privileged" }), `${ENFORCE}: must be "restricted", got "privileged"`],
    [
      "to a higher one",
      { ...relabelled({ [ENFORCE]: "restricted" }), podSecurity: "baseline" },
      `${ENFORCE}: must be "baseline", got "restricted"`,
    ],
    ["to an unknown one", relabelled({ [ENFORCE]: "none" }), `${ENFORCE}: must be "restricted", got "none"`],
    ["to none", relabelled({ [ENFORCE]: undefined }), `${ENFORCE}: must stay "restricted"`],
    [
      "to none at all",
      { patch: { Namespace: (draft: Draft) => void Reflect.deleteProperty(Object(draft.metadata["labels"]), ENFORCE) } },
      `${ENFORCE}: must stay "restricted"`,
    ],
    [
      "to the rules of an old version",
      relabelled({ [`${ENFORCE}-version`]: "v1.22" }),
      `${ENFORCE}-version: must be "latest", got "v1.22"; Fairlead checks pods by the latest rules`,
    ],
  ])("%s", (_title, stack, problem) => {
    expect(compiled(stack).problems).toEqual([`stacks/latest.ts: patch.Namespace.metadata.labels.${problem}`]);
  });

  it("may keep it, and change the levels of warnings", () => {
    const labels = { [ENFORCE]: "restricted", [`${ENFORCE}-version`]: "latest", "pod-security.kubernetes.io/warn": "baseline" };
    expect(compiled(relabelled(labels)).problems).toEqual([]);
  });
});

describe("a patch of an Application cannot move it", () => {
  it.each<readonly [title: string, spec: Fields, problem: string]>([
    ["to another project", { project: "default" }, 'project: must stay "latest"'],
    [
      "to another cluster",
      { destination: { name: "prod", namespace: "shop" } },
      'destination: must stay {"name":"latest","namespace":"shop"}',
    ],
    ["to another directory", { source: { path: "pulumi-gen/prod" } }, 'source.path: must stay "pulumi-gen/latest/services/cart"'],
    ["to another branch", { source: { targetRevision: "HEAD" } }, 'source.targetRevision: must stay "refs/heads/main"'],
  ])("%s", (_title, changed, problem) => {
    const Application = (draft: Draft) => {
      const spec = Object(draft.spec);
      return { ...draft, spec: { ...spec, ...changed, source: { ...spec.source, ...Object(changed["source"]) } } };
    };
    expect(compiled({}, { patch: { Application } }).problems).toEqual([`services/cart.ts: patch.Application.spec.${problem}`]);
  });

  it("may change how it syncs", () => {
    const Application = (draft: Draft) => ({ ...draft, spec: { ...draft.spec, syncPolicy: { syncOptions: ["ServerSideApply=true"] } } });
    expect(compiled({ patch: { Application } }).problems).toEqual([]);
  });
});
