import type { Model, StackModel } from "../model/model.ts";
import { PLATFORM } from "../model/object-names.ts";
import type { Lock } from "../resolve/lock.ts";
import { addedKind, type AllowedKind, sortedKinds } from "./argocd/allowed-kinds.ts";
import { appProjects, bootstrapProject } from "./argocd/app-project.ts";
import { applyPlatformPatches } from "./apply-patches.ts";
import { bootstrapApplication, componentApplication, platformApplication, rootApplication } from "./argocd/application.ts";
import { asManifest } from "./as-manifest.ts";
import { compileService } from "./compile-service.ts";
import type { CompiledObject } from "./compiled-object.ts";
import { checkQuotaDemand, countsDemand } from "./hatch/quota-demand.ts";
import { lockedVersions, reportEmptyLock } from "./locked-versions.ts";
import { platformObjects } from "./platform/platform-objects.ts";
import { type CompileProblem, isOfService } from "./problems/compile-problem.ts";

export interface CompiledStack {
  readonly manifests: readonly CompiledObject[];
  /** Problems of this stack alone. `mergeProblems` merges those of several stacks. */
  readonly problems: readonly CompileProblem[];
  /** The service of a part. @default the objects that the stack has once, or all objects */
  readonly service?: string;
}

export interface CompileOptions {
  /** Compiles only these services, and leaves out the objects that the stack has once. The platform counts as a service. @default everything */
  readonly services?: readonly string[] | undefined;
}

/** Compiles every object of a stack. Pure: equal models and locks give equal objects. */
export function compileStack(model: Model, stack: StackModel, lock: Lock, options: CompileOptions = {}): CompiledStack {
  const parts = [...compileParts(model, stack, lock, options)];
  return { manifests: parts.flatMap(({ manifests }) => manifests), problems: parts.flatMap(({ problems }) => problems) };
}

/**
 * Compiles a stack in parts: each service, then the objects that the stack has once.
 * A caller that drops each part saves memory, and half of the time that the garbage collector takes.
 */
export function* compileParts(
  model: Model,
  stack: StackModel,
  lock: Lock,
  { services: selected }: CompileOptions = {},
): Generator<CompiledStack> {
  const services = stack.services.filter(({ name }) => selected === undefined || selected.includes(name));
  const counted: CompiledObject[] | undefined = selected === undefined && countsDemand(stack) ? [] : undefined;
  const isEmpty = lock.size === 0 && services.length > 0;
  const added: AllowedKind[] = [];
  let unlocked = 0;
  for (const service of services) {
    const problems: CompileProblem[] = [];
    const missing: CompileProblem[] = [];
    const { entry, images } = lockedVersions(stack, service, lock, { problems, missing });
    const manifests = compileService({ model, stack, service, images }, entry, problems);
    for (const { scope, manifest } of manifests) {
      const kind = scope.kind === "service" ? addedKind(manifest) : undefined;
      if (kind !== undefined) added.push(kind);
    }
    if (missing.length === 0) {
      counted?.push(...manifests);
      yield { manifests, problems, service: service.name };
      continue;
    }
    // A service whose objects have a problem gets no version, so its missing version is a consequence.
    const isSound = !problems.some(isOfService);
    if (isSound) unlocked += 1;
    yield { manifests: [], problems: isSound && !isEmpty ? [...problems, ...missing] : problems, service: service.name };
  }
  const found: CompileProblem[] = [];
  if (isEmpty && unlocked > 0) reportEmptyLock(stack, unlocked, found);
  if (selected !== undefined) {
    yield { manifests: selected.includes(PLATFORM) ? stackObjects(model, stack, undefined, found) : [], problems: found };
    return;
  }
  if (counted !== undefined) checkQuotaDemand(stack, counted, found);
  yield { manifests: stackObjects(model, stack, sortedKinds(added), found), problems: found };
}

/**
 * Builds the objects that a stack has once: platform, projects, and the Applications of platform and components.
 * @param added the kinds that the projects allow. Undefined for the platform alone
 */
function stackObjects(
  model: Model,
  stack: StackModel,
  added: readonly AllowedKind[] | undefined,
  problems: CompileProblem[],
): readonly CompiledObject[] {
  const inScope = (scope: CompiledObject["scope"], object: object): readonly CompiledObject[] =>
    applyPlatformPatches(stack, [asManifest(object)], problems).map((manifest) => ({ scope, manifest }));
  const application = (name: string, object: object) => inScope({ kind: "application", stack: stack.name, name }, object);
  const projects = added === undefined ? [] : [rootApplication(stack, model), ...appProjects(stack, model, added)];
  const components = added === undefined ? [] : stack.components;
  return [
    ...platformObjects(stack, model).flatMap((object) => inScope({ kind: "platform", stack: stack.name }, object)),
    ...projects.flatMap((object) => inScope({ kind: "argocd" }, object)),
    ...application(PLATFORM, platformApplication(stack, model)),
    ...components.flatMap((component) => application(component, componentApplication(stack, model, component))),
  ];
}

/** Builds the objects that the fleet has once. A person applies them to Argo CD, and they bring all others. */
export const fleetObjects = (model: Model): readonly CompiledObject[] => [
  { scope: { kind: "bootstrap", file: "project" }, manifest: asManifest(bootstrapProject(model)) },
  { scope: { kind: "bootstrap", file: "stacks" }, manifest: asManifest(bootstrapApplication(model)) },
];
