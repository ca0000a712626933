import { planCalls } from "./calls.ts";
import { between, hex, seeded } from "./random.ts";
import { imageOf, serviceFile, serviceName } from "./service-file.ts";
import { planStacks, stackFile } from "./stack-file.ts";

/** The size of a generated fleet. */
export interface FleetSize {
  readonly services: number;
  readonly stacks: number;
  /** Another seed gives another fleet of the same size. @default 1 */
  readonly seed?: number;
}

const CONFIG = `import { defineConfig } from "fairlead";

export default defineConfig({
  name: "fleet",
  repository: { url: "https://git.example.com/fleet/ops.git", branch: "main" },
});
`;

/** Generates all files of a project: path -> text. The same size and seed give the same bytes. */
export function generateFleet({ services, stacks, seed = 1 }: FleetSize): ReadonlyMap<string, string> {
  const files = new Map([
    ["package.json", '{ "type": "module" }\n'],
    ["fairlead.config.ts", CONFIG],
  ]);
  for (const [number, calls] of [...planCalls(services, seed)].sort(([a], [b]) => a - b)) {
    files.set(`services/${serviceName(number)}.ts`, serviceFile(number, calls, seed));
  }
  for (const stack of planStacks(stacks)) {
    files.set(`stacks/${stack.name}.ts`, stackFile(stack));
    files.set(lockFile(stack.name), lockText(services, stack.index, seed));
  }
  return files;
}

export const lockFile = (stack: string): string => `pulumi-gen/${stack}/versions.yaml`;

function lockText(services: number, stack: number, seed: number): string {
  return Array.from({ length: services }, (_, index) => {
    const random = seeded(seed, 4, stack, index);
    const tag = `v${between(random, 1, 9)}.${between(random, 0, 40)}.${between(random, 0, 9)}`;
    const name = serviceName(index + 1);
    return `${name}:\n  channel: main\n  digest: sha256:${hex(random, 64)}\n  image: ${imageOf(name)}\n  tag: ${tag}\n`;
  }).join("");
}

/** Changes the digest of one service in a lock. The entry then names no release, because a release has one digest. */
export function relock(text: string, service: string, seed: number): string {
  const entry = new RegExp(`^(${service}:\\n(?: .*\\n)*? {2}digest: sha256:)[0-9a-f]{64}(\\n {2}image: .*\\n)(?: {2}release: .*\\n)?`, "m");
  return text.replace(entry, `$1${hex(seeded(seed, 5), 64)}$2`);
}
