import type { Manifest } from "../model/manifest.ts";

/** Returns the API group of an object. It is empty for Kubernetes' core group. */
export const apiGroup = ({ apiVersion }: Pick<Manifest, "apiVersion">): string =>
  apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";

/** Returns a key that is equal for two manifests if the API server takes them for one object. */
export const objectKey = (object: Manifest): string => {
  const { kind, metadata } = object;
  return JSON.stringify([apiGroup(object), kind, metadata.namespace ?? "", metadata.name]);
};
