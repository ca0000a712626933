import { cloudKind, idOf, textOf } from "./kind.ts";

/** A bucket. */
export const bucketKind = cloudKind("gcp:storage/bucket:Bucket", {
  replaces: ["customPlacementConfig.dataLocations", "enableObjectRetention", "hierarchicalNamespace", "location", "name", "project"],
  required: ["location", "name"],
  stateful: true,
  id: idOf("{name}"),
  importId: idOf("{project}/{name}"),
  outputs: (inputs) => ({ url: `gs://${textOf(inputs, "name")}` }),
});
