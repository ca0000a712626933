import type { Settings } from "./settings.ts";
import type { RiskKind } from "./risk-kinds.ts";

/** Something that an object opens or protects. */
export interface Trait {
  readonly risk: RiskKind;
  /** The phrase of the risk. Two traits with equal kinds and phrases are one trait. */
  readonly text: string;
  /** True if Fairlead's defaults give it to a new service, so that a created object with it brings no risk. @default false */
  readonly usual?: boolean;
  /** True if every change of the object is a risk. @default false: the risk is that the object gets the trait */
  readonly always?: boolean;
  /**
   * `kept`: the object protects something, and the risk is that it does not any more. `needed`: others lose the protection
   * if the object is deleted, too. @default none: the risk is that the object gets the trait
   */
  readonly guard?: "kept" | "needed";
}

export type Fields = Readonly<Record<string, unknown>>;

/** The pods that an object makes. */
export interface Pods {
  readonly metadata: unknown;
  readonly spec: Fields;
}

/** An object of Kubernetes, and its place in the tree. */
export interface Subject {
  readonly value: Fields;
  readonly kind: string;
  readonly name: string;
  readonly stack: string;
  /** The service that it belongs to; undefined for other objects. */
  readonly service: string | undefined;
  readonly path: string;
  /** The pods that it makes. */
  readonly pods: readonly Pods[];
  /** The settings of its stack. */
  readonly settings: Settings | undefined;
}

/** Lists the traits of an object. */
export type TraitReader = (subject: Subject) => readonly Trait[];
