import { defineImage } from "fairlead";

export default defineImage("flagd-ui", { owner: "demo@example.com", image: "ghcr.io/open-telemetry/demo" });
