import { messageOf } from "../../lib/base/errors.ts";
/** A process that replaces an object and prints the outcome. Its arguments are `directory name bytes`. */
import { open } from "./place.ts";

const [, , directory = "", name = "", bytes = ""] = process.argv;
const store = await open({ url: `file:${directory}` });
const expected = (await store.read(name))?.generation ?? "absent";
process.stdout.write(await store.write(name, "x".repeat(Number(bytes)), { expected }).catch(messageOf));
