import { spawnSync } from "node:child_process";

/** `exclusive`: no other lock may exist. `shared`: other shared locks may exist. */
export type FlockMode = "exclusive" | "shared";

/** The result of one attempt: locked, held by another descriptor, or the reason that neither is known. */
export type FlockResult = "locked" | "held" | { readonly refused: string };

/** The descriptor's number in the program. */
const FD = "3";

/** `LOCK_SH` and `LOCK_EX`, each with `LOCK_NB`. */
const PERL_OPERATIONS: Readonly<Record<FlockMode, string>> = { shared: "5", exclusive: "6" };
const PERL = `open(my $f, "<&=", ${FD}) or exit 2; exit(flock($f, $ARGV[0]) ? 0 : ($!{EWOULDBLOCK} ? 1 : (warn("$!"), 2)[1]))`;

/** Programs that call flock(2) on an inherited descriptor: Linux has the first, macOS the second. Both exit 1 if the lock is held. */
const PROGRAMS: readonly (readonly [name: string, args: (mode: FlockMode) => readonly string[]])[] = [
  ["flock", (mode) => [mode === "exclusive" ? "-x" : "-s", "-n", FD]],
  ["perl", (mode) => ["-e", PERL, PERL_OPERATIONS[mode]]],
];

/**
 * Locks an open file or directory through a program, without waiting. The kernel ties the lock to the open file and not to the program.
 * So it lasts until this process closes its descriptor or ends.
 */
export function flockByProgram(fd: number, mode: FlockMode): FlockResult {
  for (const [name, args] of PROGRAMS) {
    const { status, error, stderr } = spawnSync(name, args(mode), { stdio: ["ignore", "ignore", "pipe", fd], encoding: "utf8" });
    if (error !== undefined) continue;
    if (status === 0) return "locked";
    return status === 1 ? "held" : { refused: stderr.trim().split("\n")[0] || `${name} fails` };
  }
  return { refused: `no flock on ${process.platform}: neither ${PROGRAMS.map(([name]) => name).join(" nor ")} runs` };
}
