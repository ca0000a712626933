/** A process that publishes, after it has recorded v2 of each named service: `clone datastore services...`. Prints the outcomes. */
import { Clone } from "./clone.ts";

const [, , root = "", datastore = "", ...services] = process.argv;
const clone = new Clone(root, datastore);
if (services.length === 0) await clone.publish();
for (const service of services) {
  await clone.build(service, 2);
  // The next run of CI repeats a run that gave up.
  for (let outcome = ""; outcome !== "published" && outcome !== "unchanged";) {
    outcome = await clone.refused();
    process.stdout.write(`${outcome.replaceAll("\n", " ")}\n`);
  }
}
