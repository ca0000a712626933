import { resourceKey } from "./place/known-references.ts";
import type { RecordedResource } from "./recorded.ts";
import { type AnyCloudResource, type GeneratedPassword, isLate } from "./resource.ts";
import { settleCopies } from "./settle-copies.ts";

/** Resources whose versions of passwords are decided. */
export interface SettledResources {
  readonly resources: readonly AnyCloudResource[];
  /** The secrets that get a new password. The state has the passwords of the others. */
  readonly fresh: readonly string[];
}

/** An input that gets a generated password. */
interface Consumer {
  readonly resource: AnyCloudResource;
  readonly input: string;
  readonly password: GeneratedPassword;
}

/**
 * The distance of two numbers for one version of a spec. If a run ends between the two consumers of a password, both get the next number:
 * 1, 1000001, 2000001. So no number meets that of a later version.
 */
const STEP = 1_000_000;

/**
 * Decides which passwords are new: those that the state does not record for each consumer at the same version. The state has a password
 * only encrypted, so if one of its consumers is replaced, both get a new one.
 * @param replaced the keys of resources that the run replaces
 */
export function settlePasswords(
  resources: readonly AnyCloudResource[],
  recorded: readonly RecordedResource[],
  replaced: ReadonlySet<string> = new Set(),
): SettledResources {
  const numbers = new Map<AnyCloudResource, Readonly<Record<string, number>>>();
  const fresh: string[] = [];
  for (const [secret, consumers] of Map.groupBy(resources.flatMap(consumersIn), ({ password }) => password.secret)) {
    const known = consumers.map((consumer) => recordedNumber(consumer, recorded));
    const isRenewed = consumers.some(({ resource }) => replaced.has(resourceKey(resource)));
    const { number, isFresh } = settle(consumers[0]?.password.version ?? 1, known, isRenewed);
    if (isFresh) fresh.push(secret);
    for (const { resource, input } of consumers) numbers.set(resource, { ...numbers.get(resource), [versionInput(input)]: number });
  }
  const settled = resources.map((resource) => {
    const own = numbers.get(resource);
    // The spread widens the type of the inputs. Only numbers of versions change.
    return own === undefined ? resource : ({ ...resource, inputs: { ...resource.inputs, ...own } } as AnyCloudResource);
  });
  return { resources: settleCopies(settled, recorded, replaced, STEP), fresh: fresh.sort() };
}

function settle(
  version: number,
  known: readonly (number | undefined)[],
  isRenewed: boolean,
): { readonly number: number; readonly isFresh: boolean } {
  const used = known.filter((number) => number !== undefined && number % STEP === version) as readonly number[];
  const [first] = used;
  if (first === undefined) return { number: version, isFresh: true };
  if (!isRenewed && used.length === known.length && used.every((number) => number === first)) return { number: first, isFresh: false };
  return { number: Math.max(...used) + STEP, isFresh: true };
}

/** Returns the name of the input that counts the versions of a write-only input. */
const versionInput = (input: string): string => `${input}Version`;

const consumersIn = (resource: AnyCloudResource): readonly Consumer[] =>
  Object.entries(resource.inputs).flatMap(([input, value]) =>
    typeof value === "object" && value !== null && isLate(value) && value.kind === "generated"
      ? [{ resource, input, password: value }]
      : [],
  );

function recordedNumber({ resource: { type, name }, input }: Consumer, recorded: readonly RecordedResource[]): number | undefined {
  const found = recorded.find((each) => each.type === type && each.name === name && !each.delete);
  const number = found?.inputs[versionInput(input)];
  return typeof number === "number" ? number : undefined;
}

/** Lists the secrets with a generated password that a resource gets. */
export const passwordsOf = (resource: AnyCloudResource): readonly string[] => consumersIn(resource).map(({ password }) => password.secret);
