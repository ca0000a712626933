/**
 * A process that records a release in a directory and kills itself at a point. Its arguments are `directory service build point`. A
 * point names the object and the next or last step: `pointer: rename`.
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
