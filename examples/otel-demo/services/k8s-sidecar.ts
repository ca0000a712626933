import { defineImage } from "fairlead";

/** Copies ConfigMaps with a label to a directory. */
export default defineImage("k8s-sidecar", { owner: "observability@example.com", image: "quay.io/kiwigrid/k8s-sidecar" });
