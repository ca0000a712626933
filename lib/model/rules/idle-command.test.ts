import { expect, it } from "vitest";
import { alwaysSucceeds } from "./idle-command.ts";

it.each<readonly [...command: string[]]>([
  ["true"],
  ["/bin/true"],
  ["/usr/bin/true", "--ignored"],
  [":"],
  ["exit"],
  ["exit", "0"],
  ["echo", "ok"],
  ["/bin/echo"],
  ["sleep", "1"],
  ["env", "true"],
  ["env", "A=b", "/bin/true"],
  ["busybox", "true"],
  ["busybox", "sh", "-c", "exit 0"],
  ["sh", "-c", "true"],
  ["/bin/sh", "-c", "exit 0"],
  ["bash", "-ec", "echo ok; exit 0"],
  ["sh", "-e", "-c", ":"],
  ["sh", "-c", "echo ok && true"],
  ["sh", "-c", "echo ok > /dev/null 2>&1"],
  ["sh", "-c", "{ true; }"],
  ["sh", "-c", "# curl localhost\ntrue"],
  ["sh", "-c", ""],
  ["sh", "-c", "curl -f localhost || true"],
  ["sh", "-c", "curl -f localhost || exit 0"],
  ["sh", "-c", "bash -c true"],
  ["sh", "-c", "curl -f localhost; true"],
  ["sh", "-c", "curl -f localhost\ntrue\n"],
])("%j %j %j %j never fails", (...command) => {
  expect(alwaysSucceeds(command)).toBe(true);
});

it.each<readonly [...command: string[]]>([
  ["/app/ready"],
  ["pgrep", "-f", "worker"],
  ["false"],
  ["exit", "1"],
  ["cat", "/tmp/ready"],
  ["test", "-f", "/tmp/ready"],
  ["truename"],
  ["sh", "/app/check.sh"],
  ["sh", "-c", "exit 1"],
  ["sh", "-c", "curl -f localhost || exit 1"],
  ["sh", "-c", "curl -f localhost > /dev/null && echo ok"],
  ["sh", "-c", "test -f /tmp/a || exit 1; exit 0"],
  ["sh", "-c", 'wget -q -O /dev/null "http://$FRONTEND_ADDR/_healthz"'],
  ["redis-cli", "ping"],
  ["sh", "-ec", "curl -f localhost; true"],
  ["sh", "-c", "set -e; curl -f localhost; echo ok"],
  ["sh", "-c", "if ! curl -f localhost; then exit 1; fi; echo ok"],
])("%j %j %j %j can fail", (...command) => {
  expect(alwaysSucceeds(command)).toBe(false);
});
