import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { imageOf } from "./service-file.ts";
import { lockFile } from "./generate.ts";
import type { Project } from "./project.ts";
import { type Random, seeded } from "./random.ts";

/** The time of the first commit, in seconds: 2026-01-01. Each commit comes 50 minutes after the one before. */
const [START, STEP] = [1_767_225_600, 3000];

/** A release of a service in a generated history. */
export interface DeployedRelease {
  readonly service: string;
  readonly build: number;
}

/** Returns the digest of a build, which begins as the build's release id ends. */
export const digestOf = ({ service, build }: DeployedRelease): string =>
  `sha256:${build.toString(16).padStart(12, "0")}${Buffer.from(service).toString("hex").padStart(52, "0")}`;

/**
 * Commits a project, and then deploys: each moves one service on one stack to its next build. At the end, every stack runs the newest one.
 * @returns the newest release of each service
 */
export function commitDeploys({ root, locks }: Project, commits: number): readonly DeployedRelease[] {
  const git = (...args: readonly string[]): void => void execFileSync("git", args, { cwd: root });
  git("init", "--quiet", "--initial-branch=main");
  const stream = join(root, ".git", "deploys");
  const file = openSync(stream, "w");
  const history = new GeneratedHistory([...locks.keys()], servicesOf(locks), (text) => void writeSync(file, text));
  history.deploy(commits, seeded(7));
  closeSync(file);
  const input = openSync(stream, "r");
  execFileSync("git", ["fast-import", "--quiet"], { cwd: root, stdio: [input, "ignore", "inherit"] });
  closeSync(input);
  rmSync(stream);
  for (const stack of locks.keys()) writeFileSync(join(root, lockFile(stack)), history.lock(stack));
  git("reset", "--quiet", "--mixed");
  git("add", "--force", "--", "fairlead.config.ts", "services", "stacks");
  git("-c", "user.name=Bench", "-c", "user.email=bench@example.com", "commit", "--quiet", "--message", "Specs");
  return history.newest;
}

const servicesOf = (locks: ReadonlyMap<string, string>): readonly string[] => [
  ...new Set([...locks.values()].flatMap((text) => text.match(/^[a-z0-9-]+(?=:)/gm) ?? [])),
];

/** Makes commits of locks, as `git fast-import` reads them. */
class GeneratedHistory {
  readonly #stacks: readonly string[];
  readonly #services: readonly string[];
  readonly #write: (text: string) => void;
  /** Stack -> service -> its entry. */
  readonly #entries: ReadonlyMap<string, Map<string, string>>;
  readonly #builds: Map<string, number>;
  #at = 0;

  constructor(stacks: readonly string[], services: readonly string[], write: (text: string) => void) {
    [this.#stacks, this.#services, this.#write] = [stacks, services, write];
    this.#builds = new Map(services.map((service) => [service, 1]));
    this.#entries = new Map(stacks.map((stack) => [stack, new Map(services.map((service) => [service, entryOf({ service, build: 1 })]))]));
    this.#commit("Locks", stacks);
  }

  get newest(): readonly DeployedRelease[] {
    return [...this.#builds].map(([service, build]) => ({ service, build }));
  }

  lock(stack: string): string {
    return [...(this.#entries.get(stack) ?? [])].map(([, text]) => text).join("");
  }

  /** Moves one service after the other to its next build, stack by stack. */
  deploy(commits: number, random: Random): void {
    for (let left = commits; left > 0; left -= this.#stacks.length) {
      const service = this.#services[Math.floor(random() * this.#services.length)] ?? "";
      const build = (this.#builds.get(service) ?? 0) + 1;
      this.#builds.set(service, build);
      for (const stack of this.#stacks) {
        this.#entries.get(stack)?.set(service, entryOf({ service, build }));
        this.#commit(`Deploy ${service} v${build} to ${stack}`, [stack]);
      }
    }
  }

  #commit(subject: string, stacks: readonly string[]): void {
    this.#write(`commit refs/heads/main\ncommitter Bench <bench@example.com> ${START + this.#at * STEP} +0000\n`);
    this.#write(`data ${subject.length}\n${subject}\n`);
    for (const stack of stacks) {
      const text = this.lock(stack);
      this.#write(`M 100644 inline ${lockFile(stack)}\ndata ${text.length}\n${text}\n`);
    }
    this.#at += 1;
  }
}

function entryOf(release: DeployedRelease): string {
  const { service, build } = release;
  const id = `${String(build).padStart(10, "0")}-${digestOf(release).slice(7, 19)}`;
  return `${service}:\n  channel: main\n  digest: ${digestOf(release)}\n  image: ${imageOf(service)}\n  release: ${id}\n  seq: ${build}\n  tag: v${build}\n`;
}
