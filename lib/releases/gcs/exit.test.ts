import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { serve } from "../../../test/storage-server/served-store.ts";

const run = promisify(execFile);
const script = (url: string): string => `
  const { openStore } = await import(${JSON.stringify(new URL("../open.ts", import.meta.url).href)});
  const store = await openStore("gs://acme/fleet", { root: "/", apiEndpoint: ${JSON.stringify(url)}, deadlineMs: 40_000 });
  await Promise.all([store.write("x", "one", { expected: "absent" }), store.read("y"), store.list("channels/")]);
  // The resources that Node waits for. The pipe belongs to this test.
  console.log(process.getActiveResourcesInfo().filter((what) => what !== "PipeWrap").join() || "nothing");
`;

test("a process ends after its last answer: no connection or timer keeps it alive", async () => {
  const { server } = await serve();
  server.faults.push({ kind: "status", status: 503 });
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script(server.url)]);
  expect(stdout).toBe("nothing\n");
});
