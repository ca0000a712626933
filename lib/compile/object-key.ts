import type { Manifest } from "../model/manifest.ts";

/** Returns the API group of an object. It is empty for Kubernetes' core group. */
export const apiGroup = ({ apiVersion }: Pick<Manifest, "apiVersion">): string => apiVersion.slice(0, Math.max(0, apiVersion.indexOf("/")));

/** Returns a key that is equal for two manifests if the API server takes them for one object. */
export const objectKey = (object: Manifest): string => {
  const { kind, metadata } = object;
  // No part can hold the character between them.
  return `${apiGroup(object)}\0${kind}\0${metadata.namespace ?? ""}\0${metadata.name}`;
};
