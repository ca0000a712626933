import { type Problem, uniqueProblems } from "../base/problem.ts";
import { checkOwnResources } from "../cloud/check-own-resources.ts";
import { checkFunctions } from "../compile/check-functions.ts";
import { ANY_VERSION } from "../compile/locked-versions.ts";
import { mergeProblems } from "../compile/problems/merge-problems.ts";
import { isUnder } from "../model/check/reporters.ts";
import type { Fleet } from "../model/fleet.ts";
import { imageUses } from "../model/images-of.ts";
import type { Model, StackModel } from "../model/model.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { checkTree, type RenderOptions } from "../render/render.ts";
import type { Lock } from "../resolve/lock.ts";

/** A fleet whose specs or locks have problems. */
export interface BrokenFleet {
  readonly fleet: Fleet;
  readonly model: Model;
  readonly problems: readonly Problem[];
}

/**
 * Lists the problems that rendering finds beside those of the specs, so that one run shows all. Leaves out consequences.
 * @param locks undefined if the run chooses the versions: a missing one is then no problem
 */
export function furtherProblems(
  broken: BrokenFleet,
  locks: ReadonlyMap<string, Lock> | undefined,
  options: Pick<RenderOptions, "services" | "kept" | "policies">,
): readonly Problem[] {
  const model = soundPart(broken);
  const { problems } = checkTree(model, locks ?? anyLocks(model), { ...options, partial: true });
  return uniqueProblems([...problems, ...model.stacks.flatMap(checkOwnResources), ...functionProblems(broken, model, options.services)]);
}

/** Returns the stacks and services without problems. */
function soundPart({ fleet, model, problems }: BrokenFleet): Model {
  const files = new Set(problems.map(({ file }) => file));
  const stacks = model.stacks.filter(({ name, file }) => !files.has(file) && !files.has(`${GENERATED_ROOT}/${lockPath(name)}`));
  const images = new Set(fleet.images.flatMap(({ file, image }) => (files.has(file) ? [] : [image])));
  return {
    ...model,
    stacks: stacks.map((stack) => ({
      ...stack,
      images: stack.images.filter((image) => images.has(image)),
      services: stack.services.filter((service) => !files.has(service.file) && imageUses(service).every(({ image }) => images.has(image))),
    })),
  };
}

/** Gives each service and image of a model a version. */
const anyLocks = ({ stacks }: Model): ReadonlyMap<string, Lock> =>
  new Map(stacks.map(({ name, services, images }) => [name, new Map([...services, ...images].map((each) => [each.name, ANY_VERSION]))]));

/** The fields of a stack that no function of a service can read. A layer without a mistake in its calls gives functions all names. */
const UNREAD =
  /^(?:(?:quota|gateway|ingress|monitoring|podSecurity|patch|components|cloud|imagePullSecrets|apiServer|secretStore|cluster|defaults)(?:\.|$)|override\([^)]*\)\.(?!calls(?:\.|$)))/;

/** The fields of a stack that functions read as strings. A string in place of a wrong one lets them go on. */
const READ = ["region", "project", "namespace", "domain"] as const;

/** Replaces the wrong fields of a stack by strings. Returns undefined if functions cannot go on without the field. */
function readableStack(stack: StackModel, problems: readonly Problem[]): StackModel | undefined {
  const wrong = problems.flatMap(({ file, path }) => (file !== stack.file || UNREAD.test(path) ? [] : [path]));
  const fields = READ.filter((field) => wrong.includes(field));
  if (wrong.some((path) => !fields.some((field) => field === path))) return undefined;
  return { ...stack, ...Object.fromEntries(fields.map((field) => [field, `unknown-${field}`])) };
}

/** Lists the problems of functions of the services that have other problems, or whose stack has. */
function functionProblems({ model, problems }: BrokenFleet, sound: Model, selected: readonly string[] | undefined): readonly Problem[] {
  const rendered = new Set(sound.stacks.flatMap(({ services }) => services));
  const stacks = model.stacks.flatMap((each) => {
    const stack = readableStack(each, problems);
    if (stack === undefined) return [];
    const services = stack.services.filter((service) => !rendered.has(service) && (selected?.includes(service.name) ?? true));
    return [{ ...stack, services }];
  });
  const found = stacks.flatMap((stack) => stack.services.flatMap((service) => checkFunctions(model, stack, service)));
  const errors = found.filter(({ severity }) => severity !== "warning");
  return mergeProblems(stacks, errors).filter((each) => !problems.some((other) => isConsequence(each, other)));
}

/** True if a problem has the place of another one, or refers to a variable that has another problem. */
function isConsequence({ file, path, message }: Problem, other: Problem): boolean {
  if (file !== other.file) return false;
  const variable = /(?:^|\.)env\.(.+)$/s.exec(other.path)?.[1];
  return isUnder(path, other.path) || isUnder(other.path, path) || (variable !== undefined && message.includes(`$(${variable})`));
}
