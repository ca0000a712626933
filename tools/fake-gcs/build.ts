import { type Built, buildGoProgram } from "../go-program.ts";

/** The Go module of the program. `go.mod` pins its version. */
export const MODULE = "github.com/fsouza/fake-gcs-server";

/** Builds this version of fake-gcs-server into the user's cache, once. */
export const buildFakeGcs = (): Promise<Built> =>
  buildGoProgram({
    directory: import.meta.dirname,
    name: "fake-gcs-server",
    target: MODULE,
    ingredients: ["go.mod", "go.sum", "build.ts"],
  });
