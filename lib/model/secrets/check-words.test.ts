import { describe, expect, it } from "vitest";
import { problemsWith } from "../../../test/fleets.ts";
import { plain } from "../../index.ts";

const token = `ghp_${"aB3d".repeat(9)}`;

const FLAG = "what looks like a secret";

describe("a secret in arguments", () => {
  it.each<readonly [title: string, args: readonly string[], at: number, what: string]>([
    ["a password flag", ["--password=hunter2"], 0, FLAG],
    ["a short flag", ["-db-password=hunter2"], 0, FLAG],
    ["a flag in camel case", ["--dbPassword=hunter2"], 0, FLAG],
    ["a flag with a separate value", ["--verbose", "--api-key", "abc123"], 2, FLAG],
    ["a variable for another program", ["env", "DB_PASSWORD=hunter2", "/app"], 1, FLAG],
    ["a token", ["--x", token], 1, "a GitHub token"],
    ["a URL with a password", ["--url=postgres://u:p@db/x"], 0, "a URL with a password"],
    ["a header", ["-H", "Authorization: Basic dXNlcjpodW50ZXIy"], 1, "an authorization with a password"],
    ["a script", ["sh", "-c", "redis-cli -u redis://:pw@cache ping"], 2, "a URL with a password"],
  ])("is refused: %s", (_title, args, at, what) => {
    expect(problemsWith({ args })).toEqual([`services/app.ts: args.${at}: contains ${what}`]);
  });

  it.each<readonly [title: string, args: readonly string[]]>([
    ["a reference", ["--password=$(DB_PASSWORD)", "--token", "$(TOKEN)"]],
    ["a variable of the shell", ["--password=$DB_PASSWORD", "--password=${DB_PASSWORD}"]],
    ["a path", ["--tls-key=/etc/tls/tls.key", "--token-file", "/var/run/fairlead/x/token"]],
    ["a switch", ["--require-password=true", "--use-token", "--verbose"]],
    ["a part of data", ["--key", "user", "--partition-key=id", "--sort-key", "name"]],
    ["a description of a token", ["--token-ttl=1h", "--max-tokens=4096", "--secret-name=x"]],
    ["another word", ["--monkey=1", "--keyboard", "de", "-k=v"]],
    ["nothing", ["--password=", ""]],
  ])("is not: %s", (_title, args) => {
    expect(problemsWith({ args })).toEqual([]);
  });

  it("is found in each program, and plain allows it", () => {
    const secret = ["x", "--password=hunter2"];
    const programs = (words: readonly unknown[]) => ({
      command: words,
      jobs: { m: { command: words, args: words } },
      init: { w: { command: words, args: words } },
      sidecars: { s: { command: words, args: words } },
    });
    expect(problemsWith(programs(secret))).toEqual(
      ["command", "jobs.m.command", "jobs.m.args", "init.w.command", "init.w.args", "sidecars.s.command", "sidecars.s.args"].map(
        (at) => `services/app.ts: ${at}.1: contains what looks like a secret`,
      ),
    );
    expect(problemsWith(programs(["x", plain("--password=hunter2", "because it is the default of a test image")]))).toEqual([]);
  });
});
