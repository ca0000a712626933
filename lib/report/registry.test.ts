import { spawnSync } from "node:child_process";
import { join } from "node:path";
import pc from "picocolors";
import { describe, expect, it } from "vitest";
import { sampleResults } from "../../test/sample-results.ts";
import { isReportFormat, REPORT_FORMATS, REPORTERS } from "./registry.ts";

const CHECKOUT = join(import.meta.dirname, "..", "..");

it("has a format for people, one for programs and one for pull requests", () => {
  expect(REPORT_FORMATS).toEqual(expect.arrayContaining(["terminal", "json", "markdown"]));
});

it.each([
  ["json", true],
  ["xml", false],
  ["toString", false],
  ["", false],
])("isReportFormat(%j) is %j", (name, expected) => {
  expect(isReportFormat(name)).toBe(expected);
});

describe.each(REPORT_FORMATS)("%s", (format) => {
  it("formats each result and nothing else", async () => {
    const reporter = (await REPORTERS[format].load())(pc.createColors(false));
    expect(Object.keys(reporter).sort()).toEqual(Object.keys(sampleResults("x")).sort());
  });

  it("has a summary of one sentence", () => {
    expect(REPORTERS[format].summary.match(/\.(?= |$)/g)).toHaveLength(1);
  });
});

it("loads no reporter until a command needs one", () => {
  const program = `
    import { registerHooks } from "node:module";
    registerHooks({
      load(url, context, next) {
        console.log(url.split("/lib/").at(-1));
        return next(url, context);
      },
    });
    await import("./lib/report/registry.ts");
  `;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { cwd: CHECKOUT, encoding: "utf8" });
  expect(stdout.split("\n")).toEqual(["report/registry.ts", ""]);
});
