import { type CompiledStack, compileParts, fleetObjects } from "../compile/compile-stack.ts";
import { type CompiledObject, isOfPlatform } from "../compile/compiled-object.ts";
import { type CompileProblem, isOfService } from "../compile/problems/compile-problem.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import { withoutUnusedPatches, withoutUsedPatches } from "../compile/problems/unused-patches.ts";
import type { Lock } from "../resolve/lock.ts";
import type { Model } from "../model/model.ts";
import { PLATFORM } from "../model/object-names.ts";
import { type Problem, uniqueProblems } from "../base/problem.ts";
import type { PolicyRun } from "../policy/policy-run.ts";
import type { BehindServices } from "./behind-services.ts";
import { heldLock, type HeldPart, heldServices, joinHeld } from "./held-services.ts";
import { pathOf, serviceOfPath } from "./layout.ts";
import { type Content, type KeptObject, type Tree, TreeBuilder } from "./tree.ts";

export interface Rendered {
  readonly tree: Tree;
  /** The paths of the tree. */
  readonly paths: ReadonlySet<string>;
  /** Empty if the tree is complete. With a problem, no file may be written. */
  readonly problems: readonly Problem[];
  /** Findings that do not stop the run. */
  readonly warnings: readonly Problem[];
  /** The services that the tree leaves out, and their problems. Empty without the option `hold`. */
  readonly held: HeldPart;
}

export interface RenderOptions {
  /** Renders only these services, and leaves out the objects that a stack has once. The platform counts as a service. @default everything */
  readonly services?: readonly string[] | undefined;
  /** True if the fleet has more stacks or services than the model. A patch may find its object there. @default false */
  readonly partial?: boolean;
  /** Stack -> objects of components that stay. No other object may have the name of one. @default none */
  readonly kept?: ReadonlyMap<string, readonly KeptObject[]> | undefined;
  /**
   * Stack -> the committed lock. If given, the tree leaves out a service with a problem, and the lock keeps its committed entry.
   * @default each problem is one of the whole tree
   */
  readonly hold?: ReadonlyMap<string, Lock> | undefined;
  /** The rules of the repository. @default none */
  readonly policies?: PolicyRun | undefined;
  /** Stack -> the services that keep their committed files, because their configuration waits. The tree leaves them out. @default none */
  readonly behind?: BehindServices | undefined;
}

/** Renders all stacks of a model. Pure: equal models and locks give equal bytes. */
export function renderTree(model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Rendered {
  return build(model, locks, options, { content: "yaml", before: NOTHING });
}

/** Finds the problems of `renderTree` without writing YAML, which takes most of its time. */
export const checkTree = (model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions = {}): Omit<Rendered, "tree"> =>
  build(model, locks, options, { content: "none", before: NOTHING });

interface BuildOptions {
  readonly content: Content;
  /** The services that collided with others in an earlier attempt. */
  readonly before: HeldPart;
}

const NOTHING: HeldPart = { services: new Map(), problems: [] };

/** Builds the tree. If objects of a service collide with others, it builds the tree again without the service. */
function build(model: Model, locks: ReadonlyMap<string, Lock>, options: RenderOptions, { content, before }: BuildOptions): Rendered {
  const { services, partial = services !== undefined, kept, hold, policies, behind } = options;
  const builder = new TreeBuilder();
  const problems: CompileProblem[] = [];
  for (const stack of model.stacks) {
    const lock: Lock = locks.get(stack.name) ?? new Map();
    const first = problems.length;
    const collided = before.services.get(stack.name);
    for (const part of compileParts(model, stack, lock, { services })) {
      const waiting = behind?.get(stack.name);
      if (part.service !== undefined && waiting?.has(part.service) === true) continue;
      const isRendered = (object: CompiledObject): boolean => waiting?.has(PLATFORM) !== true || !isOfPlatform(object);
      const manifests = part.service === undefined ? part.manifests.filter(isRendered) : part.manifests;
      // A finding of a policy about an object with another problem is a consequence.
      const ofPolicies = part.problems.some(isError) ? undefined : policies?.checkObjects(stack, manifests);
      const found = ofPolicies === undefined ? part.problems : [...part.problems, ...ofPolicies];
      problems.push(...found);
      // A part is one service, so a held one has no other objects.
      if (hold === undefined || !(found.some(isOfService) || isPartOf(part, collided))) builder.addObjects(stack, manifests, content);
    }
    const held = hold === undefined ? undefined : joinHeld(before, { ...NOTHING, services: heldServices(problems.slice(first)) }).services;
    builder.addKept(stack, kept?.get(stack.name) ?? []);
    if (services === undefined) builder.addLock(stack, heldLock(lock, hold?.get(stack.name) ?? new Map(), held?.get(stack.name)), content);
  }
  if (services === undefined) builder.addFleetObjects(fleetObjects(model), content);
  const caused = hold === undefined ? NOTHING : builder.caused;
  if (caused.services.size > 0) return build(model, locks, options, { content, before: joinHeld(before, caused) });
  const relevant = partial ? withoutUnusedPatches(problems) : withoutUsedPatches(model.stacks, problems);
  const isWarning = ({ severity }: CompileProblem): boolean => severity === "warning";
  const holds = (each: CompileProblem): boolean => hold !== undefined && isOfService(each);
  const merged = (which: (each: CompileProblem) => boolean): readonly Problem[] => mergeProblems(model.stacks, relevant.filter(which));
  return {
    tree: builder.tree,
    paths: builder.paths,
    problems: uniqueProblems([...merged((each) => !isWarning(each) && !holds(each)), ...builder.problems]),
    warnings: uniqueProblems(merged(isWarning)),
    held: joinHeld({ services: heldServices(relevant.filter(holds)), problems: uniqueProblems(merged(holds)) }, before),
  };
}

const isError = ({ severity }: CompileProblem): boolean => severity !== "warning";

/** True if the objects are those of one of the services. */
const isPartOf = ({ manifests: [first] }: CompiledStack, services: ReadonlyMap<string, unknown> | undefined): boolean =>
  services !== undefined && first !== undefined && services.has(serviceOfPath(pathOf(first)) ?? "");
