import * as z from "zod/mini";
import type { Report } from "../base/problem.ts";
import { DEFAULTS } from "./defaults.ts";

/** The Argo CD that deploys the fleet. */
export interface ArgoCdInput {
  /** Its version: `"3.2"`, at least 2.14. From 3.2 on, failed syncs are repeated for 36 minutes. @default "3.2" */
  readonly version?: string;
  /** The address of its page for people: `https://argocd.example.com`. The board links to it. @default no links */
  readonly url?: string;
}

/** The schema of the settings of Argo CD. */
export const argoCdSchema = z.strictObject({ version: z.optional(z.string()), url: z.optional(z.string()) });

/** A version of Argo CD. The patch version changes no field. */
export interface ArgoCdVersion {
  readonly major: number;
  readonly minor: number;
}

/** The oldest version that knows `Delete=confirm`. */
const OLDEST: ArgoCdVersion = { major: 2, minor: 14 };

/** Reads a version such as `3.2`, `3.2.1` or `v3.2.1`. Returns undefined if it is malformed. */
function parseVersion(text: string): ArgoCdVersion | undefined {
  const [, major, minor] = /^v?(\d{1,4})\.(\d{1,4})(?:\.\d{1,4})?$/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : { major: Number(major), minor: Number(minor) };
}

/** True if a version is another one or newer. */
export const isAtLeast = (version: ArgoCdVersion, other: ArgoCdVersion): boolean =>
  version.major > other.major || (version.major === other.major && version.minor >= other.minor);

/** Returns the version that a config names. A malformed version was reported, so any will do. */
export const argoCdVersion = ({ version = DEFAULTS.argoCd }: ArgoCdInput = {}): ArgoCdVersion => parseVersion(version) ?? OLDEST;

/** True if a string is the address of a web page. */
export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/?#]+(?:\/[^\s?#]*)?$/.test(text);

/** Checks the version and the address of Argo CD. */
export function checkArgoCd({ version, url }: ArgoCdInput = {}, report: Report): void {
  if (url !== undefined && !isWebAddress(url)) report("argoCd.url", `"${url}" is not an address such as https://argocd.example.com`);
  if (version === undefined) return;
  const parsed = parseVersion(version);
  if (parsed === undefined) report("argoCd.version", `"${version}" is not a version such as 3.2`, "argocd version --short shows it");
  else if (!isAtLeast(parsed, OLDEST)) report("argoCd.version", `must be at least ${OLDEST.major}.${OLDEST.minor}, got ${version}`);
}
