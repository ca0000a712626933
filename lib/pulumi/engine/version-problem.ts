import { PULUMI_VERSION } from "../versions.ts";

interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `alpha.1` of `3.259.0-alpha.1`, which is older than `3.259.0`. */
  readonly preRelease: string | undefined;
}

/** Parses `v3.259.0`, `3.259.0-alpha.1` or `3.259.0+local`; undefined for any other string. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, preRelease] = /^v?(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor), patch: Number(patch), preRelease };
}

/** Explains why an engine of this version cannot be used; undefined if it can. */
export function versionProblem(text: string, minimum: string = PULUMI_VERSION): string | undefined {
  const version = parseVersion(text);
  const needed = parseVersion(minimum);
  if (needed === undefined) throw new Error(`"${minimum}" is not a version`);
  if (version === undefined) return `prints ${text.trim() === "" ? "nothing" : `"${text.trim().slice(0, 60)}"`} instead of a version`;
  const is = `is ${formatVersion(text)}`;
  if (version.major !== needed.major) return `${is}; version ${needed.major} is needed, from ${minimum} on`;
  return isOlder(version, needed) ? `${is}, older than ${minimum}` : undefined;
}

/** Removes the `v` and the spaces around a version. */
export const formatVersion = (text: string): string => text.trim().replace(/^v/, "");

function isOlder(version: Version, needed: Version): boolean {
  if (version.minor !== needed.minor) return version.minor < needed.minor;
  if (version.patch !== needed.patch) return version.patch < needed.patch;
  return version.preRelease !== undefined && needed.preRelease === undefined;
}
