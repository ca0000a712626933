/** A process of its own that replaces an object and says what came of it: `directory name bytes`. */
import { messageOf } from "../../lib/base/errors.ts";
import { open } from "./place.ts";

const [, , directory = "", name = "", bytes = ""] = process.argv;
const store = await open({ url: `file:${directory}` });
const expected = (await store.read(name))?.generation ?? "absent";
process.stdout.write(await store.write(name, "x".repeat(Number(bytes)), { expected }).catch(messageOf));
