import { makeRelease, type Release } from "../../lib/releases/release.ts";
import type { Writer } from "../../lib/releases/record.ts";

const START = Date.parse("2026-01-31T12:00:00Z");

/** Returns the time of a build: a minute after the build before. */
const timeOf = (build: number): string => new Date(START + build * 60_000).toISOString();

/** Makes a release as an application's CI describes it. */
export const sampleRelease = (service: string, build: number, writeId = `ci-${service}-${build}`): Release =>
  makeRelease({
    service,
    image: `registry.example.com/shop/${service}`,
    tag: `v0.1.${build}`,
    digest: `sha256:${build.toString(16).padStart(64, "0")}`,
    commit: build.toString(16).padStart(40, "0"),
    repository: `https://git.example.com/shop/${service}`,
    run: String(build),
    build,
    builtAt: timeOf(build),
    writeId,
  });

/** Makes a writer whose write ids start with its name. */
export function sampleWriter(name: string): Writer {
  let count = 0;
  return { now: () => new Date().toISOString(), writeId: () => `${name}-${(count += 1)}` };
}
