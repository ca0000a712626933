import type { Manifest } from "../model/manifest.ts";

/** The API group of an object; empty for Kubernetes' core group. */
export const apiGroup = ({ apiVersion }: Pick<Manifest, "apiVersion">): string =>
  apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";

/** A key that two objects of a cluster share only if they are the same object to the API server. */
export const objectKey = (object: Manifest): string => {
  const { kind, metadata } = object;
  return JSON.stringify([apiGroup(object), kind, metadata.namespace ?? "", metadata.name]);
};
