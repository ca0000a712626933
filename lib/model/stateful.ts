/** Kinds that lose data, or an outage's worth of time, when they go. */
const STATEFUL_KINDS: ReadonlySet<string> = new Set([
  "Namespace",
  "PersistentVolume",
  "PersistentVolumeClaim",
  "StatefulSet",
  "ExternalSecret",
  "Secret",
]);

export const isStateful = (kind: string): boolean => STATEFUL_KINDS.has(kind);
