import { suggestion } from "../base/suggestion.ts";
import { UserError } from "../base/user-error.ts";
import type { Fleet } from "../model/fleet.ts";
import { imageUses } from "../model/images-of.ts";
import type { Model } from "../model/model.ts";
import { RESERVED_ENTRIES } from "../model/reserved-entries.ts";
import { entryOfPath, FREEZES_FILE } from "../render/layout.ts";
import { isOfComponent } from "./components.ts";

/** The stacks and services that a command looks at. An empty list selects all. A reserved entry, such as the platform, counts as a service. */
export interface Selection {
  readonly stacks: readonly string[];
  readonly services: readonly string[];
}

export const EVERYTHING: Selection = { stacks: [], services: [] };

/** True if a selection leaves nothing out. */
export const isEverything = ({ stacks, services }: Selection): boolean => stacks.length === 0 && services.length === 0;

/** True if a selection contains a pair. */
export const isSelected = ({ stacks, services }: Selection, stack: string, service: string): boolean =>
  (stacks.length === 0 || stacks.includes(stack)) && (services.length === 0 || services.includes(service));

/**
 * Refuses unknown names.
 * @param reserved the reserved entries that count as services
 * @throws UserError NOT_FOUND with all unknown names
 */
export function checkSelection(fleet: Fleet, { stacks, services }: Selection, reserved = RESERVED_ENTRIES): void {
  const known = {
    stack: fleet.stacks.map(({ stack }) => stack.name),
    service: [
      ...fleet.services.flatMap(({ service }) => [service, ...service.instances.values()].map(({ name }) => name)),
      ...fleet.images.map(({ image }) => image.name),
    ],
  };
  const problems = [["stack", stacks] as const, ["service", services] as const].flatMap(([what, names]) =>
    names
      .filter((name) => !known[what].includes(name) && !(what === "service" && reserved.includes(name)))
      .map((name) => ({
        file: `${what}s/${name}.ts`,
        path: "",
        message: `there is no ${what} "${name}"${suggestion(name, known[what], `ls ${what}s/`)}`,
      })),
  );
  const [first, ...others] = problems;
  if (first === undefined) return;
  if (others.length === 0) throw new UserError("NOT_FOUND", first.message, { path: first.file });
  throw new UserError("NOT_FOUND", `${problems.length} names are unknown`, { problems });
}

/** Adds the instances of each service. */
export function withInstances(selection: Selection, { services }: Fleet): Selection {
  if (selection.services.length === 0) return selection;
  const instances = new Map(services.map(({ service }) => [service.name, [...service.instances.values()].map(({ name }) => name)]));
  const named = selection.services.flatMap((name) => [name, ...(instances.get(name) ?? [])]);
  return { ...selection, services: [...new Set(named)] };
}

/** Adds the services whose files follow from the selection: those that use a selected image. */
export function withUsers(selection: Selection, { stacks }: Model): Selection {
  const selected = new Set(selection.services);
  if (selected.size === 0 || !stacks.some(({ images }) => images.some(({ name }) => selected.has(name)))) return selection;
  const users = stacks.flatMap(({ services }) =>
    services.filter((service) => imageUses(service).some(({ image }) => selected.has(image.name))),
  );
  return { ...selection, services: [...new Set([...selection.services, ...users.map(({ name }) => name)])] };
}

/** Returns a test for paths below the generated root: true if the selection contains the path. */
export function selectedBy(selection: Selection): (path: string) => boolean {
  if (isEverything(selection)) return () => true;
  return (path) => isSelected(selection, path.split("/")[0] ?? "", entryOfPath(path) ?? "");
}

/** Returns a test for paths that a run may write: the selected ones. Only the engine writes components, and only people freeze. */
export function ownedBy(selection: Selection, model: Model): (path: string) => boolean {
  const [selected, isComponent] = [selectedBy(selection), isOfComponent(model)];
  return (path) => selected(path) && !isComponent(path) && path !== FREEZES_FILE;
}
