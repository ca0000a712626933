import { defineImage } from "fairlead";
export default defineImage("envoy", { owner: "platform@example.com", image: "docker.io/envoyproxy/envoy" });
