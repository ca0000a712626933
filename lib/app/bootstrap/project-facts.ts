import { valueAt } from "../../base/values.ts";
import { compileStack, fleetObjects } from "../../compile/compile-stack.ts";
import type { CompiledObject } from "../../compile/compiled-object.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { StackModel } from "../../model/model.ts";
import { pathOf } from "../../render/layout.ts";
import { toYaml } from "../../render/yaml.ts";
import type { Project } from "../../workspace/project.ts";
import { type NeedyObject, neededGroups } from "./needed-groups.ts";
import type { BootstrapFacts } from "./plan-steps.ts";

/** The part of a project that `bootstrap` needs. */
export interface BootstrapProject {
  readonly root: string;
  readonly facts: BootstrapFacts;
  /** The files that the steps apply, relative to the generated root -> their content. */
  readonly files: ReadonlyMap<string, string>;
}

/** Collects the facts about a stack of a valid project. */
export function factsOf({ workspace, model, fleet, locks, kept }: Project, name: string): BootstrapProject {
  const stack = model.stacks.find((each) => each.name === name);
  if (stack === undefined) throw new Error(`the model lacks the stack ${name}`);
  const { manifests } = compileStack(model, stack, locks.get(name) ?? new Map());
  const namespace = manifests.filter(({ scope, manifest }) => scope.kind === "platform" && manifest.kind === "Namespace");
  const roots = fleetObjects(model);
  const files = new Map([...namespace, ...roots].map((object) => [pathOf(object), toYaml(object.manifest)] as const));
  const ofComponents = (kept.get(name) ?? []).map(({ apiVersion, kind, name: object }) => ({
    apiVersion,
    kind,
    name: object,
    annotations: [],
  }));
  return {
    root: workspace.opsRoot,
    files,
    facts: {
      stack,
      url: model.config.url,
      argoCd: fleet.config.argoCd?.version ?? DEFAULTS.argoCd,
      groups: neededGroups([...manifests.map(needyObject), ...ofComponents]),
      readsStore: manifests.some((object) => readsStore(object, stack)),
      namespaceFiles: namespace.map(pathOf),
      rootFiles: roots.map(pathOf),
    },
  };
}

const needyObject = ({ manifest: { apiVersion, kind, metadata } }: CompiledObject): NeedyObject => ({
  apiVersion,
  kind,
  name: metadata.name,
  annotations: Object.keys(metadata.annotations ?? {}),
});

const readsStore = ({ manifest }: CompiledObject, { secretStore }: StackModel): boolean =>
  valueAt(manifest, ["spec", "secretStoreRef", "kind"]) === "ClusterSecretStore" &&
  valueAt(manifest, ["spec", "secretStoreRef", "name"]) === secretStore;
