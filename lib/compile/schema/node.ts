import type { FormatName } from "./formats.ts";

/**
 * The shape of a value, as compact data.
 * A word without a dot is a scalar: see `SCALARS`. A word with dots names a definition: `core.v1.Container`.
 */
export type SchemaNode = string | SchemaObject;

/** A value with more than a type. */
export interface SchemaObject extends Assertions {
  /** A scalar, or a definition. */
  readonly t?: string;
  /** An object with these fields. */
  readonly p?: Readonly<Record<string, SchemaNode>>;
  /** The required fields. */
  readonly r?: readonly string[];
  /** 1 if the object may have other fields. */
  readonly o?: 1;
  /** An object with any fields of this shape. */
  readonly m?: SchemaNode;
  /** The format of a map's keys. */
  readonly mk?: FormatName;
  /** A list of this shape. */
  readonly a?: SchemaNode;
  /** The fields that together differ between the items of a list. Empty: the items themselves differ. */
  readonly k?: readonly string[];
  /** The format of an object's `metadata.name`. */
  readonly n?: FormatName;
}

/** Limits of a value. */
export interface Assertions {
  readonly format?: FormatName;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  /** 1 if the empty string means that the field is absent. */
  readonly blank?: 1;
}
