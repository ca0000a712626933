// npm links the commands of dependencies, not those of the project itself: this makes `npx fairlead` one of the first kind.
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const commands = join(root, "node_modules", ".bin");
const link = join(commands, "fairlead");

// A dependency's own node_modules has no place for it; Windows, which has no such links, starts `node bin/fairlead.js`.
if (existsSync(join(root, "fairlead.config.ts")) && process.platform !== "win32") {
  mkdirSync(commands, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(join("..", "..", "bin", "fairlead.js"), link);
}
