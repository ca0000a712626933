/**
 * A process that uses a lock file. `hold <file>` prints "locked" and holds the lock until its input ends.
 * `count <file> <counter> <times>` increments a number in another file, each time under the lock.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { withLockFile } from "../lib/system/lock-file.ts";

const [, , task = "", file = "", counter = "", times = "0"] = process.argv;
if (task === "hold") {
  await withLockFile(file, {}, async () => {
    process.stdout.write("locked");
    await once(process.stdin.resume(), "end");
  });
} else {
  for (let round = 0; round < Number(times); round += 1)
    await withLockFile(file, {}, () => writeFileSync(counter, String(Number(readFileSync(counter, "utf8")) + 1)));
}
