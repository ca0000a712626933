import { INSTANCE_LABEL, type Labels } from "../compile/labels.ts";
import { podTemplate } from "../compile/hatch/pod-template.ts";
import { selectorsOf } from "../compile/hatch/owners/rules/selectors.ts";
import { mayMatch, readSelector, type Selector } from "../compile/hatch/owners/selector.ts";
import { isRecord, valueAt } from "../base/values.ts";
import type { Manifest } from "../model/manifest.ts";
import type { StackModel } from "../model/model.ts";
import type { TreeProblem } from "./tree-problems.ts";

/** An object of a service with a hatch. */
interface Source {
  readonly stack: string;
  readonly service: string;
  /** The file of the object, relative to the generated root. */
  readonly path: string;
  /** The object, for people: `Deployment "cart-extra"`. */
  readonly object: string;
}

interface Pods extends Source {
  readonly workload: string;
  readonly labels: Labels;
}

interface Selecting extends Source {
  readonly selector: Selector;
}

/** Finds selectors of one hatch that find the pods of another one. The rules of single objects know the pods of specs only. */
export class PodOwners {
  /** Stack -> its services with a hatch. */
  readonly #hatches = new Map<string, ReadonlySet<string>>();
  /** Stack -> the pods of its hatches. */
  readonly #pods = new Map<string, Pods[]>();
  readonly #selecting: Selecting[] = [];

  /** Adds an object of a service, if the service has a hatch. */
  add(stack: StackModel, source: Pick<Source, "path" | "service">, manifest: Manifest): void {
    if (!this.#hatchesOf(stack).has(source.service)) return;
    const { kind, metadata } = manifest;
    const made: Source = { ...source, stack: stack.name, object: `${kind} "${metadata.name}"` };
    const template = podTemplate(manifest);
    const labels = template === undefined ? undefined : valueAt(template.value, ["metadata", "labels"]);
    if (isRecord(labels)) {
      const texts = Object.entries(labels).map(([key, value]) => [key, String(value)] as const);
      const pods = this.#pods.get(stack.name) ?? [];
      pods.push({ ...made, workload: metadata.name, labels: Object.fromEntries(texts) });
      this.#pods.set(stack.name, pods);
      return;
    }
    for (const { selector: value } of selectorsOf(manifest)) {
      const selector = readSelector(value);
      // No other object has the label of the service's own pods.
      if (!selector.some(({ key, operator }) => key === INSTANCE_LABEL && operator === "In")) this.#selecting.push({ ...made, selector });
    }
  }

  #hatchesOf({ name, services }: StackModel): ReadonlySet<string> {
    const known = this.#hatches.get(name);
    if (known !== undefined) return known;
    const found = services.filter(({ manifests, patches }) => manifests !== undefined || patches.length > 0);
    const names = new Set(found.map((service) => service.name));
    this.#hatches.set(name, names);
    return names;
  }

  get problems(): readonly TreeProblem[] {
    return this.#selecting.flatMap(({ stack, service, path, object, selector }): readonly TreeProblem[] => {
      const found = this.#pods.get(stack)?.find((pods) => pods.service !== service && mayMatch(selector, pods));
      if (found === undefined) return [];
      const message = `${object} selects the pods of ${found.object}, which belongs to ${found.service}`;
      return [{ stack, path, mistake: ["selector", path, found.path], message, cause: path }];
    });
  }
}
