import { isKubernetesKind } from "../kubernetes-kinds.ts";
import { allKinds } from "./schemas.ts";

/** Minor version of the first Kubernetes 1 with an API. All others are older than 1.25. */
const SINCE: Readonly<Record<string, number>> = {
  "resource.k8s.io/v1": 34,
  "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicy": 30,
  "admissionregistration.k8s.io/v1/ValidatingAdmissionPolicyBinding": 30,
};

/** API groups of Kubernetes' projects whose kinds a cluster has only with their definitions. */
const ADDED = ["gateway.networking.k8s.io/"];

/** Returns the kinds of a Kubernetes 1 that Fairlead knows: API version -> kinds. @param minor its minor version */
export function builtInKinds(minor: number): ReadonlyMap<string, readonly string[]> {
  const known = allKinds().filter(
    ({ apiVersion, kind }) =>
      isKubernetesKind({ apiVersion }) &&
      !ADDED.some((group) => apiVersion.startsWith(group)) &&
      minor >= (SINCE[apiVersion] ?? SINCE[`${apiVersion}/${kind}`] ?? 0),
  );
  const grouped = Map.groupBy(known, ({ apiVersion }) => apiVersion);
  return new Map([...grouped].map(([apiVersion, kinds]) => [apiVersion, kinds.map(({ kind }) => kind)]));
}
