/**
 * A process of its own that records a release in a directory and kills itself at a point: `directory service build point`, where a
 * point is `record` or `pointer`, and what is about to be done with it or has been: `pointer: rename`.
 */
import { directoryStore } from "../../lib/releases/directory/directory-store.ts";
import { RELEASES } from "../../lib/releases/names.ts";
import { recordRelease } from "../../lib/releases/record.ts";
import type { Store } from "../../lib/releases/store.ts";
import { sampleRelease, sampleWriter } from "./samples.ts";

const [, , directory = "", service = "", build = "", last = ""] = process.argv;
let object = "";
const reach = (step: string): void => {
  if (`${object}: ${step}` === last) process.kill(process.pid, "SIGKILL");
};

const inner = directoryStore(`file:${directory}`, directory, { onStep: reach });
const kindOf = (name: string): string => (name.startsWith(RELEASES) ? "record" : "pointer");
const store: Store = {
  ...inner,
  read: (name) => {
    object = kindOf(name);
    reach("read");
    return inner.read(name);
  },
  write: async (name, text, options) => {
    object = kindOf(name);
    reach("before");
    const outcome = await inner.write(name, text, options);
    reach("after");
    return outcome;
  },
};
await recordRelease(store, sampleRelease(service, Number(build), "killed"), "main", sampleWriter("killed"));
