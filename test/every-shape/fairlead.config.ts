import { defineConfig } from "fairlead";

/** A fleet that uses every field of the specs once: what the sample fleet does not show is rendered and judged from here. */
export default defineConfig({ name: "every-shape", repository: { url: "https://github.com/example/every-shape.git" } });
