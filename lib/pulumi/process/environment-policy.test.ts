import { expect, it } from "vitest";
import { applyEnvironmentPolicy, type EnvironmentPolicy, withoutCredentials } from "./environment-policy.ts";

const OUTSIDE = {
  PATH: "/opt/bin",
  HOME: "/home/ada",
  TZ: "Asia/Kathmandu",
  LANG: "tr_TR.UTF-8",
  KUBECONFIG: "/home/ada/.kube/config",
  GOOGLE_APPLICATION_CREDENTIALS: "/home/ada/key.json",
  HTTPS_PROXY: "http://proxy:3128",
};
const ALWAYS = { PATH: "/opt/bin", TMPDIR: "/work/tmp", LANG: "C.UTF-8", TZ: "UTC" };
const BLOCKED = { HTTP_PROXY: "http://127.0.0.1:9", HTTPS_PROXY: "http://127.0.0.1:9", NO_PROXY: "127.0.0.1,localhost" };

it.each<readonly [title: string, policy: EnvironmentPolicy, env: Readonly<Record<string, string>>]>([
  ["nothing", { pass: [], network: "blocked", home: "empty", timeZone: "utc" }, { ...ALWAYS, ...BLOCKED, HOME: "/work/home" }],
  [
    "a variable, and not one that is unset",
    { pass: ["GOOGLE_APPLICATION_CREDENTIALS", "NODE_COMPILE_CACHE"], network: "blocked", home: "empty", timeZone: "utc" },
    { ...ALWAYS, ...BLOCKED, HOME: "/work/home", GOOGLE_APPLICATION_CREDENTIALS: "/home/ada/key.json" },
  ],
  [
    "the network",
    { pass: [], network: "inherited", home: "empty", timeZone: "utc" },
    { ...ALWAYS, HOME: "/work/home", HTTPS_PROXY: "http://proxy:3128" },
  ],
  [
    "the home directory",
    { pass: [], network: "blocked", home: "inherited", timeZone: "utc" },
    { ...ALWAYS, ...BLOCKED, HOME: "/home/ada" },
  ],
  [
    "another day",
    { pass: [], network: "blocked", home: "empty", timeZone: "other day" },
    { ...ALWAYS, ...BLOCKED, HOME: "/work/home", TZ: "/work/zone" },
  ],
])("a program that gets %s", (_title, policy, env) => {
  expect(applyEnvironmentPolicy(policy, OUTSIDE, { home: "/work/home", temporary: "/work/tmp", zone: "/work/zone" })).toEqual(env);
});

it("a program of others gets no tokens and no credentials", () => {
  const harmless = { PATH: "/opt/bin", HOME: "/home/ada", HTTPS_PROXY: "http://proxy:3128", SSL_CERT_FILE: "/etc/ca.pem" };
  const secret = {
    GITHUB_TOKEN: "x",
    PULUMI_ACCESS_TOKEN: "x",
    GOOGLE_APPLICATION_CREDENTIALS: "/key.json",
    NODE_OPTIONS: "--require /x.js",
  };
  expect(withoutCredentials({ ...harmless, ...secret })).toEqual(harmless);
});

it("a program without any environment gets the system's PATH and an empty home directory", () => {
  const env = applyEnvironmentPolicy(
    { pass: [], network: "inherited", home: "inherited", timeZone: "utc" },
    {},
    { home: "/work/home", temporary: "/work/tmp", zone: "/work/zone" },
  );
  expect(env).toEqual({ ...ALWAYS, PATH: "/usr/bin:/bin", HOME: "/work/home" });
});
