import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The rooms of lib/ in order: a room imports only rooms listed before it. */
const ORDER = [
  "base",
  "system",
  "model",
  "releases",
  "resolve",
  "compile",
  "cloud",
  "policy",
  "render",
  "diff",
  "pulumi",
  "workspace",
  "publish",
  "app",
  "report",
  "github",
  "notify",
  "cli",
] as const;

type Room = (typeof ORDER)[number];

/** Rooms without I/O, clock, environment and randomness. */
const PURE_ROOMS: readonly Room[] = ["base", "model", "resolve", "compile", "cloud", "policy", "diff"];

/** Globs of all pure source files. Some rooms have a pure part. */
export const PURE_FILES: readonly string[] = [
  ...PURE_ROOMS.map((room) => `lib/${room}/**/*.ts`),
  "lib/releases/release-id.ts",
  "lib/render/*.ts",
  "lib/render/border/*.ts",
  "lib/report/results/**/*.ts",
];

/** A regular expression of {@link PURE_FILES}, for dependency-cruiser. */
export const PURE_PATH = `^(${PURE_FILES.map((glob) => glob.replace("**/*.ts", ".+").replace("*.ts", "[^/]+[.]ts")).join("|")})$`;

/**
 * Lists the rooms that exist below `root`, in order.
 * @throws Error if lib/ holds a folder or file that is not in the list.
 */
export function roomsOf(root: string): readonly Room[] {
  const found = readdirSync(join(root, "lib"));
  const known: readonly string[] = [...ORDER, "index.ts", "testing.ts"];
  const unknown = found.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    const names = unknown.map((name) => `lib/${name}`).join(", ");
    throw new Error(`unknown room: ${names}; add it to ORDER in tools/walls/rooms.ts, after the rooms that it imports`);
  }
  return ORDER.filter((room) => found.includes(room));
}
