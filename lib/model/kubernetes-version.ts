import type { Report } from "../base/problem.ts";
import { DEFAULTS } from "./defaults.ts";

/** A version of Kubernetes. */
export interface KubernetesVersion {
  /** As `kubectl version` prints it: `v1.34.0`, `v1.33.4-gke.1350000`. */
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

const VERSION = /^v?(?<major>\d)\.(?<minor>\d{1,3})(?:\.(?<patch>\d{1,3})(?<build>[-+][0-9A-Za-z][0-9A-Za-z.+-]{0,62})?)?$/;

/** Minor version of the oldest Kubernetes that Pulumi's provider accepts. */
const OLDEST_MINOR = 13;

/** Reads a version such as `1.34`, `1.34.2`, `v1.33.4-gke.1350000`. Returns undefined if it is malformed. */
export function parseKubernetesVersion(text: string): KubernetesVersion | undefined {
  const { major, minor, patch = "0", build = "" } = VERSION.exec(text)?.groups ?? {};
  if (major === undefined || minor === undefined) return undefined;
  const [first, second, third] = [major, minor, patch].map(Number);
  return { text: `v${first}.${second}.${third}${build}`, major: Number(major), minor: Number(minor) };
}

/** Returns the version that a stack or the config names. A malformed version was reported, so any will do. */
export const kubernetesVersionOf = (text: string = DEFAULTS.kubernetesVersion): string => parseKubernetesVersion(text)?.text ?? text;

/** Checks the version of Kubernetes. */
export function checkKubernetesVersion(text: string | undefined, report: Report): void {
  if (text === undefined) return;
  const version = parseKubernetesVersion(text);
  if (version === undefined)
    report("kubernetesVersion", `"${text}" is not a version such as 1.34`, "kubectl version shows it as the server's version");
  else if (version.major !== 1 || version.minor < OLDEST_MINOR)
    report("kubernetesVersion", `must be at least 1.${OLDEST_MINOR}${version.major > 1 ? " and below 2" : ""}, got ${text}`);
}
