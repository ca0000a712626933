import type { DaemonExceptions } from "./fields/daemon.ts";

/** The Pod Security levels of Kubernetes, the strictest first. */
export const POD_SECURITY_LEVELS = ["restricted", "baseline", "privileged"] as const;

/** A Pod Security level. The namespace of a stack refuses pods that break its rules. */
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** The label of a namespace with the level that the API server enforces. */
export const ENFORCED_LEVEL = "pod-security.kubernetes.io/enforce";

/** The level that each exception of a node agent needs. Source: the Pod Security Standards of Kubernetes. */
const NEEDED: Readonly<Record<keyof DaemonExceptions, PodSecurityLevel>> = {
  hostPaths: "privileged",
  hostPorts: "privileged",
  hostNetwork: "privileged",
  hostProcesses: "privileged",
  root: "baseline",
  everyNode: "restricted",
};

const rank = (level: PodSecurityLevel): number => POD_SECURITY_LEVELS.indexOf(level);

/** Returns the exception that a level refuses and that needs the highest level, or undefined if the level allows all. */
export function refusedException(
  exceptions: DaemonExceptions,
  level: PodSecurityLevel,
): { readonly name: string; readonly needs: PodSecurityLevel } | undefined {
  const refused = Object.entries(NEEDED).flatMap(([name, needs]) =>
    Object.hasOwn(exceptions, name) && Reflect.get(exceptions, name) !== undefined && rank(needs) > rank(level) ? [{ name, needs }] : [],
  );
  return refused.sort((a, b) => rank(b.needs) - rank(a.needs))[0];
}
