import type { BoundNeed, Gives } from "./need.ts";
import { type Need, needKind, type Needs } from "./registry.ts";
import { isUsed, type UsedNeed } from "./use.ts";

/** Needs that a layer replaces, each by one of the same kind. The service gets at least the same values. */
export type LayerNeeds<N> = {
  readonly [K in keyof N]?: N[K] extends UsedNeed
    ? never
    : N[K] extends { readonly kind: infer Kind }
      ? Extract<Need, { readonly kind: Kind }> & Gives<Widened<BoundNeed<N[K]>>>
      : never;
};

/** Values of which `tls: false` may become `true`. */
type Widened<B> = { readonly [K in keyof B]: B[K] extends boolean ? boolean : B[K] };

/** A layer of a service, as far as its needs are concerned. */
interface NeedsLayer {
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const OWN = "service";

/** Returns the needs that a layer sets. */
export function needsIn(layer: NeedsLayer | undefined): Needs {
  // Each layer matches its schema.
  return (layer?.values["needs"] ?? NO_NEEDS) as Needs;
}

const NO_NEEDS: Needs = {};

/** True if the layer is the service itself, which declares the needs. */
export const declaresNeeds = ({ name }: NeedsLayer): boolean => name === OWN;

/** True if a need may replace another one: both have one kind. */
export const isSameKind = (need: Need, other: Need): boolean =>
  need.kind === other.kind && needKind(need).definitionOf?.(need) === needKind(other).definitionOf?.(other);

/** Returns the needs of a service on a stack. It leaves out replacements that a rule reports. */
export function needsOf(layers: readonly NeedsLayer[]): Needs {
  const needs = needsIn(layers.find(declaresNeeds));
  const replacing = layers.filter((layer) => layer.values["needs"] !== undefined && !declaresNeeds(layer));
  if (replacing.length === 0) return needs;
  const replaced = replacing.flatMap((layer) =>
    Object.entries(needsIn(layer)).filter(([name, need]) => {
      const own = Object.hasOwn(needs, name) ? needs[name] : undefined;
      return own !== undefined && !isUsed(own) && !isUsed(need) && isSameKind(need, own);
    }),
  );
  return { ...needs, ...Object.fromEntries(replaced) };
}
