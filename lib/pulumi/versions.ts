/** The engine that Fairlead is tested with, and the oldest that it takes: the SDK in package.json is of the same version. */
export const PULUMI_VERSION = "3.259.0";

/** The Kubernetes provider that the SDK in package.json belongs to; what is downloaded. */
export const KUBERNETES_VERSION = "4.34.2";

interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `alpha.1` of `3.259.0-alpha.1`: what came before the release of that number. */
  readonly before: string | undefined;
}

/** Reads `v3.259.0`, `3.259.0-alpha.1` or `3.259.0+local`; undefined for what is no version. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, before] = /^v?(\d+)\.(\d+)\.(\d+)(?:-([\w.-]+))?(?:\+[\w.-]+)?$/.exec(text.trim()) ?? [];
  return major === undefined ? undefined : { major: Number(major), minor: Number(minor), patch: Number(patch), before };
}

/** Why an engine of this version cannot be used, or undefined where it can. */
export function versionProblem(text: string, least: string = PULUMI_VERSION): string | undefined {
  const version = parseVersion(text);
  const needed = parseVersion(least);
  if (needed === undefined) throw new Error(`"${least}" is no version`);
  if (version === undefined) return `says ${text.trim() === "" ? "nothing" : `"${text.trim().slice(0, 60)}"`} instead of a version`;
  const is = `is ${versionText(text)}`;
  if (version.major !== needed.major) return `${is}; version ${needed.major} is needed, from ${least} on`;
  return isOlder(version, needed) ? `${is}, older than ${least}` : undefined;
}

/** A version without the `v` and the spaces around it. */
export const versionText = (text: string): string => text.trim().replace(/^v/, "");

function isOlder(version: Version, needed: Version): boolean {
  if (version.minor !== needed.minor) return version.minor < needed.minor;
  if (version.patch !== needed.patch) return version.patch < needed.patch;
  return version.before !== undefined && needed.before === undefined;
}
