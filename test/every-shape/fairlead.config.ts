import { defineConfig } from "fairlead";

/** A fleet that uses every field of the specs once. Tests render and judge the fields that the sample fleet does not use. */
export default defineConfig({
  name: "every-shape",
  repository: { url: "https://github.com/example/every-shape.git" },
  healthPath: "/health",
});
