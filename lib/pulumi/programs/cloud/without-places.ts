import { Resource } from "@pulumi/pulumi";

/** Keeps the places of code out of the state. They name directories of this machine. */
export const withoutPlaces = (): void => void Object.assign(Resource, { stackTrace: () => [] });
