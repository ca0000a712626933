import { defineImage } from "fairlead";

/** Waits for other services in init containers. */
export default defineImage("busybox", { owner: "demo@example.com", image: "docker.io/library/busybox" });
