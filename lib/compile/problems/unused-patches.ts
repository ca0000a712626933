import type { FromLayer } from "../../model/program-layers.ts";
import type { Patch } from "../../model/fields/patch.ts";
import type { StackModel } from "../../model/model.ts";
import type { ServiceContext } from "../service-context.ts";
import { type CompileProblem, reportUnusedPatch } from "./compile-problem.ts";

/** Reports each patch of a service for a kind that the service does not have on a stack. @param kinds the kinds that it has */
export function reportUnusedPatches(
  { service, envComplete }: ServiceContext,
  kinds: ReadonlySet<string>,
  problems: CompileProblem[],
): void {
  for (const { layer, value } of service.patches) {
    for (const kind of kindsOf(value)) {
      // Without its environment, a service may lack a ConfigMap. That problem was reported.
      if (!kinds.has(kind) && (envComplete || kind !== "ConfigMap")) reportUnusedPatch(problems, layer, kind);
    }
  }
}

/** Keeps an unused patch only if it finds no object anywhere. Services and stacks may share the layer of a patch. */
export function withoutUsedPatches(stacks: readonly StackModel[], problems: readonly CompileProblem[]): readonly CompileProblem[] {
  const unused = problems.filter(isUnusedPatch);
  if (unused.length === 0) return problems;
  const placed = countBy(stacks.flatMap(({ services }) => services.flatMap(({ patches }) => patches.flatMap(placesOf))));
  const found = countBy(unused.map(({ file, path }) => placeOf(file, path)));
  return problems.filter((problem) => {
    const place = placeOf(problem.file, problem.path);
    return !isUnusedPatch(problem) || placed.get(place) === found.get(place);
  });
}

/** Leaves out the unused patches. In a part of the fleet, a patch may find no object, and still find one in the rest. */
export const withoutUnusedPatches = (problems: readonly CompileProblem[]): readonly CompileProblem[] =>
  problems.filter((problem) => !isUnusedPatch(problem));

const isUnusedPatch = ({ origin }: CompileProblem): boolean => origin.kind === "unused-patch";

const kindsOf = (patch: Patch): readonly string[] =>
  Object.entries(patch).flatMap(([kind, change]) => (change === undefined ? [] : [kind]));

const placesOf = ({ layer: { file = "", prefix }, value }: FromLayer<Patch>): readonly string[] =>
  kindsOf(value).map((kind) => placeOf(file, `${prefix === "" ? "" : `${prefix}.`}patch.${kind}`));

const placeOf = (file: string, path: string): string => `${file}: ${path}`;

function countBy(places: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return counts;
}
