import { isDeepStrictEqual } from "node:util";
import type { CloudType } from "../../cloud/cloud-types.ts";

type Values = Readonly<Record<string, unknown>>;

/** The rules of a type in its cloud. */
export interface LocalKind {
  /** The inputs that a change of needs a new resource. */
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
  readonly required: readonly string[];
  /** Groups of inputs of which at most one is set. */
  readonly conflicts: readonly (readonly string[])[];
  /** The inputs that the cloud takes and never gives back. */
  readonly writeOnly: readonly string[];
}

const PLAIN: LocalKind = {
  replaces: ["name", "project", "region", "location"],
  deleteBeforeReplace: true,
  required: [],
  conflicts: [],
  writeOnly: [],
};

const OTHERS: Partial<Readonly<Record<CloudType, LocalKind>>> = {
  "gcp:secretmanager/secretVersion:SecretVersion": {
    ...PLAIN,
    replaces: ["secret", "secretDataWoVersion"],
    deleteBeforeReplace: false,
    writeOnly: ["secretDataWo"],
  },
  "gcp:sql/user:User": { ...PLAIN, replaces: ["name", "instance"], writeOnly: ["passwordWo"] },
};

/** Returns the rules of a type. */
export const cloudKind = (type: CloudType): LocalKind => OTHERS[type] ?? PLAIN;

/** Compares inputs. Write-only inputs never differ, and a value that is not known yet does. */
export function diffInputs(
  { replaces, writeOnly }: LocalKind,
  olds: Values,
  news: Values,
): { readonly changed: readonly string[]; readonly replaces: readonly string[] } {
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].filter((name) => !writeOnly.includes(name));
  const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  return { changed, replaces: changed.filter((name) => replaces.includes(name)) };
}
