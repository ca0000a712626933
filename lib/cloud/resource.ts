import type { OutputInstance, Resource } from "@pulumi/pulumi";
import type { CloudType, CloudTypes } from "./cloud-types.ts";

/** A value that the cloud decides: an output of another resource of the stack. */
export interface Reference {
  readonly kind: "reference";
  /** The resource. */
  readonly type: CloudType;
  readonly name: string;
  /** The path of the output: `host`, `serverCaCerts.0.cert` or `details.type=PRIMARY.link`, which selects a member of a list. */
  readonly output: string;
}

/** A password that the program makes once and gives to the cloud only. No state, event or preview has it. */
export interface GeneratedPassword {
  readonly kind: "generated";
  /** The name of the secret that gets it. */
  readonly secret: string;
  /** The version, from 1. A rotation adds 1. */
  readonly version: number;
}

/** A string with the number of a Google Cloud project, which only the cloud knows. */
export interface WithProjectNumber {
  readonly kind: "projectNumber";
  /** The id of the project. */
  readonly project: string;
  /** `%` stands for the number. */
  readonly text: string;
}

/** A string that the engine completes. */
export type Late = Reference | GeneratedPassword | WithProjectNumber;

const LATE_KINDS: readonly unknown[] = ["reference", "generated", "projectNumber"] satisfies readonly Late["kind"][];

/** True if the engine completes the value. No input of a cloud resource has a field `kind` with these words. */
export const isLate = (value: object): value is Late => "kind" in value && LATE_KINDS.includes(value.kind);

/** An argument of Pulumi's SDK as plain data. An output of a resource is a reference. */
export type Plain<T> = T extends Promise<unknown> | OutputInstance<unknown> | Resource
  ? never
  : T extends string
    ? T | Late
    : T extends number | boolean | undefined
      ? T
      : T extends readonly (infer E)[]
        ? readonly Plain<E>[]
        : { readonly [K in keyof T]: Plain<T[K]> };

/** The component that a resource belongs to. The state is a tree that a person can read. */
export interface Block {
  /** The kind of the block, such as `Redis`. */
  readonly kind: string;
  /** `<service>-<need>`, or the name of the stack for what all services share. */
  readonly name: string;
  /** The service that owns it. @default the stack itself */
  readonly service?: string;
}

/** A resource of the cloud as data, before any engine sees it. */
export interface CloudResource<T extends CloudType = CloudType> {
  readonly type: T;
  /** The name in the stack's state. It is unique for its type, and stays if code moves. */
  readonly name: string;
  readonly block: Block;
  readonly inputs: Plain<CloudTypes[T]>;
  /** True if the engine refuses to delete or replace it. */
  readonly protect: boolean;
  /** The paths of inputs that count for a creation only, because the cloud changes them later. */
  readonly ignoreChanges: readonly string[];
  /** The names that the resource had before. A renamed resource stays. */
  readonly aliases: readonly Alias[];
  /** The resources that must exist first, beside those that it refers to. */
  readonly dependsOn: readonly ResourceName[];
}

/** A resource of a stack by type and name. */
export type ResourceName = Pick<CloudResource, "name" | "type">;

/** An earlier name of a resource of the same type. */
export interface Alias {
  readonly name: string;
  readonly block: Block;
}

/** A resource of any type. */
export type AnyCloudResource = { readonly [T in CloudType]: CloudResource<T> }[CloudType];

interface ResourceOptions {
  /** @default false */
  readonly protect?: boolean;
  /** @default none */
  readonly ignoreChanges?: readonly string[];
  /** @default none */
  readonly aliases?: readonly Alias[];
  /** @default none */
  readonly dependsOn?: readonly ResourceName[];
}

/** Makes a resource of a block. */
export type MakeResource = <T extends CloudType>(
  type: T,
  name: string,
  inputs: Plain<CloudTypes[T]>,
  options?: ResourceOptions,
) => CloudResource<T>;

/** Returns a function that makes the resources of a block. */
export const resourcesOf =
  (block: Block): MakeResource =>
  (type, name, inputs, { protect = false, ignoreChanges = [], aliases = [], dependsOn = [] } = {}) => ({
    type,
    name,
    block,
    inputs,
    protect,
    ignoreChanges,
    aliases,
    dependsOn,
  });

/** Refers to an output of a resource. */
export const outputOf = ({ type, name }: ResourceName, output: string): Reference => ({
  kind: "reference",
  type,
  name,
  output,
});
