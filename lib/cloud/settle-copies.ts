import { resourceKey } from "./place/known-references.ts";
import type { RecordedResource } from "./recorded.ts";
import { type AnyCloudResource, isLate, type Reference } from "./resource.ts";

/** An input that gets a secret of a server, such as its password. The state does not have the value. */
interface Copy {
  readonly input: string;
  readonly source: Reference;
}

/**
 * Renews the copies of secrets whose server is another one than the copy knows. The engine compares no write-only value, so only another
 * number of the version sends it.
 * @param replaced the keys of resources that the run replaces
 * @param step the distance of two numbers for one version of a spec
 */
export function settleCopies(
  resources: readonly AnyCloudResource[],
  recorded: readonly RecordedResource[],
  replaced: ReadonlySet<string>,
  step: number,
): readonly AnyCloudResource[] {
  const known = new Map(recorded.flatMap((each) => (each.delete ? [] : [[resourceKey(each), each] as const])));
  const isRenewed = (copy: RecordedResource, source: Reference): boolean => {
    const server = known.get(resourceKey(source));
    return replaced.has(resourceKey(source)) || server === undefined || timeOf(server) > timeOf(copy);
  };
  return resources.map((resource) => {
    const old = known.get(resourceKey(resource));
    const next = copiesIn(resource).flatMap(({ input, source }) => {
      const version = `${input}Version`;
      const number = old?.inputs[version];
      const declared: unknown = Reflect.get(resource.inputs, version);
      if (old === undefined || typeof number !== "number" || number % step !== declared) return [];
      return [[version, isRenewed(old, source) ? number + step : number] as const];
    });
    return next.length === 0
      ? resource
      : ({ ...resource, inputs: { ...resource.inputs, ...Object.fromEntries(next) } } as AnyCloudResource);
  });
}

const copiesIn = ({ inputs }: AnyCloudResource): readonly Copy[] =>
  Object.entries(inputs).flatMap(([input, value]) =>
    `${input}Version` in inputs && typeof value === "object" && value !== null && isLate(value) && value.kind === "reference"
      ? [{ input, source: value }]
      : [],
  );

/** Returns the time of the creation. A state without it says nothing about the order. */
const timeOf = ({ created }: RecordedResource): number => (created === undefined ? 0 : Date.parse(created));
