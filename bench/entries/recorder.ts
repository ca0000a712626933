import { startStorageServer } from "../../test/storage-server/server.ts";
import { bundleRecorder } from "../../tools/package/bundle-recorder.ts";
import { compete, type Group, measured } from "./group.ts";

/** Records the same build again and again. Each run is the whole process of an application's CI. */
export const recorderGroup: Group = {
  names: ["recorder-bucket"],
  run: async (bench) => {
    const file = bench.path("fairlead-release.js");
    await bundleRecorder(file);
    const server = await startStorageServer({ buckets: ["bench"] });
    try {
      const image = ["--image", "registry.example.com/fleet/cart", "--tag", "v1", "--digest", `sha256:${"1".repeat(64)}`];
      const address = ["--datastore", "gs://bench/fleet", "--api-endpoint", server.url];
      const args = [file, "record", "cart", ...image, "--commit", "5b3a712", "--run", "1", ...address];
      const series = await compete(bench, [{ name: "recorder-bucket", command: { args, cwd: bench.path("") } }]);
      return { measured: [measured("recorder-bucket", series("recorder-bucket"))] };
    } finally {
      await server.stop();
    }
  },
};
