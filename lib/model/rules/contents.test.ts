import { describe, expect, it } from "vitest";
import { fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { plain, unset } from "../../index.ts";
import { override } from "../stack.ts";
import { fileKey } from "./contents.ts";

describe("files", () => {
  const at = (path: string, message: string): string => `services/app.ts: files.${path}: ${message}`;
  const noPath = (path: string): string[] => [at(path, `"${path}" is not an absolute path of letters, digits, ".", "_" and "-"`)];
  const taken = (path: string): string[] => [at(path, "Fairlead mounts another volume in this directory")];
  const key = (path: string): string[] => [at(path, "contains a private key")];
  it.each<[title: string, files: unknown, problems: readonly string[]]>([
    ["a file", { "/etc/app/app.toml": "x = 1" }, []],
    ["two files", { "/etc/app/a.toml": "", "/etc/app/b.toml": "" }, []],
    ["a hidden file", { "/etc/.app": "" }, []],
    ["a relative path", { "etc/app": "" }, noPath("etc/app")],
    ["no path, which is around no other", { "": "", "/etc/app": "" }, noPath("")],
    ["a way up", { "/etc/../app": "" }, noPath("/etc/../app")],
    ["the directory itself", { "/etc/.": "" }, noPath("/etc/.")],
    ["the root", { "/": "" }, noPath("/")],
    ["a slash last", { "/etc/": "" }, noPath("/etc/")],
    ["two slashes", { "/etc//app": "" }, noPath("/etc//app")],
    ["a space", { "/etc/my app": "" }, noPath("/etc/my app")],
    ["__proto__", { ["__proto__"]: "" }, noPath("__proto__")],
    ["a key that no ConfigMap can have, because two points are first", { "/..data/app": "" }, noPath("/..data/app")],
    [
      "a key longer than a ConfigMap can have",
      { [`/${"a".repeat(254)}`]: "" },
      [at(`/${"a".repeat(254)}`, "the key in the ConfigMap has 254 characters; at most 253 fit")],
    ],
    ["in the temporary directory", { "/tmp/app": "" }, taken("/tmp/app")],
    ["the temporary directory", { "/tmp": "" }, taken("/tmp")],
    ["beside the temporary directory", { "/tmpfiles/app": "" }, []],
    ["in the secrets' directory", { "/var/run/fairlead/db/password": "" }, taken("/var/run/fairlead/db/password")],
    ["the secrets' directory", { "/var/run/fairlead": "" }, taken("/var/run/fairlead")],
    ["two of one key", { "/a/b": "", "/a__b": "" }, [at("/a__b", 'conflicts with "/a/b": both have the key "a__b" in the ConfigMap')]],
    [
      "a file in a file",
      { "/etc/app": "", "/etc/app/a.toml": "" },
      [at("/etc/app/a.toml", 'cannot be inside "/etc/app", which is a file')],
    ],
    ["a private key", { "/etc/tls.pem": "-----BEGIN PRIVATE KEY-----\nMII" }, key("/etc/tls.pem")],
    ["a private RSA key", { "/etc/tls.pem": "# key\n-----BEGIN RSA PRIVATE KEY-----\nMII" }, key("/etc/tls.pem")],
    ["a public key", { "/etc/tls.pem": "-----BEGIN PUBLIC KEY-----\nMII" }, []],
    ["a token", { "/etc/app/token": `ghp_${"aB3d".repeat(9)}` }, [at("/etc/app/token", "contains a GitHub token")]],
    ["a token that is none", { "/etc/app/token": plain(`ghp_${"aB3d".repeat(9)}`, "because it is an example") }, []],
    ["plain without a reason", { "/a": plain("x", "") }, [at("/a.because", "must not be empty")]],
    ["a file that is removed and not there", { "/a": unset }, [at("/a", "removes nothing: no lower layer sets it")]],
    ["as much as fits", { "/a": "x".repeat(899_998) }, []],
    ["too much", { "/a": "x".repeat(899_999) }, ["services/app.ts: files: has 900001 bytes; a ConfigMap holds at most 900000"]],
    ["too much in bytes", { "/a": "ä".repeat(450_000) }, ["services/app.ts: files: has 900002 bytes; a ConfigMap holds at most 900000"]],
    ["half of a surrogate pair", { "/a": "x\uD800" }, [at("/a", "contains half of a surrogate pair, which UTF-8 cannot encode")]],
    ["a number", { "/a": 5 }, [at("/a", "must be a string, got 5")]],
    ["a function", { "/a": () => "x" }, [at("/a", "must be a string, got a function")]],
    ["a list", [], ["services/app.ts: files: must be an object, got a list"]],
  ])("%s", (_title, files, problems) => {
    expect(problemsWith({ files })).toEqual(problems);
  });

  it("are looked at in every layer, and each is reported where it is written", () => {
    const app = serviceFile("app", { files: { "/etc/../a.toml": "" }, tiers: { latest: { files: { "b.toml": "" } } } });
    const on = override(app.service, { files: JSON.parse('{"/tmp/c.toml": "", "__proto__": ""}') as Record<string, string> });
    expect(problemsOf(fleetOf({ services: [app], stacks: [stackFile("latest", { overrides: [on] })] }))).toEqual([
      'services/app.ts: files./etc/../a.toml: "/etc/../a.toml" is not an absolute path of letters, digits, ".", "_" and "-"',
      'services/app.ts: tiers.latest.files.b.toml: "b.toml" is not an absolute path of letters, digits, ".", "_" and "-"',
      'stacks/latest.ts: override(app).files.__proto__: "__proto__" is not an absolute path of letters, digits, ".", "_" and "-"',
      "stacks/latest.ts: override(app).files./tmp/c.toml: Fairlead mounts another volume in this directory",
    ]);
  });

  it.each([
    ["/etc/app/app.toml", "etc__app__app.toml"],
    ["/app", "app"],
  ])("%s has the key %s in the ConfigMap", (path, expected) => {
    expect(fileKey(path)).toBe(expected);
  });
});
