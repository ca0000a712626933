import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { CHECKOUT } from "../project.ts";
import { backend } from "./recipes/backend.ts";
import { cloudPart } from "./recipes/cloud-part.ts";
import { cloudType } from "./recipes/cloud-type.ts";
import { command } from "./recipes/command.ts";
import { gate } from "./recipes/gate.ts";
import { lockField } from "./recipes/lock-field.ts";
import { manifestKind } from "./recipes/manifest-kind.ts";
import { need } from "./recipes/need.ts";
import { outcome } from "./recipes/outcome.ts";
import { applyTouch, NAMED_BY_COMPILER, type Recipe, rowsOf, touchProblem } from "./recipes/recipe.ts";
import { reporter } from "./recipes/reporter.ts";
import { rule } from "./recipes/rule.ts";
import { TreeCopy } from "./tree-copy.ts";

/** The rows of the table "To add X, change exactly Y" in AGENTS.md. One copy of the tree follows all of them. */
const RECIPES: Readonly<Record<string, Recipe>> = {
  "a need": need,
  "a part of the cloud": cloudPart,
  "a type of cloud resources": cloudType,
  "a backend": backend,
  "a manifest kind": manifestKind,
  "a lock field": lockField,
  "an outcome": outcome,
  "a rule": rule,
  "a reporter": reporter,
  "a command": command,
  "a gate": gate,
};

const rows = rowsOf(readFileSync(join(CHECKOUT, "AGENTS.md"), "utf8"));
const recipes = Object.entries(RECIPES);
const clauses = recipes.flatMap(([, { touches }]) => Object.entries(touches));
const named = clauses.filter(([clause]) => clause !== NAMED_BY_COMPILER);
const namedByCompiler = clauses.filter(([clause]) => clause === NAMED_BY_COMPILER).flatMap(([, touches]) => touches);

test("every row of the table is followed", () => {
  expect([...rows]).toEqual(recipes.map(([thing, { touches }]) => [thing, Object.keys(touches)]));
});

test.each(named)("the example of %s is that and nothing else", (clause, touches) => {
  const problems = touches.map((touch) => touchProblem(clause, touch, existsSync(join(CHECKOUT, touch.path))));
  expect(problems).toEqual([undefined]);
});

describe("a copy that follows all rows", () => {
  const copy = new TreeCopy();
  let unfinished: readonly string[] = [];
  let findings: readonly unknown[] = [];

  beforeAll(async () => {
    const uses = recipes.flatMap(([, recipe]) => recipe.uses ?? []);
    for (const touch of [...named.flatMap(([, touches]) => touches), ...uses]) applyTouch(copy, touch);
    const [errors, violations] = await Promise.all([copy.types(), copy.layers()]);
    unfinished = errors;
    for (const touch of namedByCompiler) applyTouch(copy, touch);
    findings = [...violations, ...(await copy.types())];
  }, 300_000);
  afterAll(() => copy.remove());

  it("does not compile until each table has its rows", () => {
    const files = unfinished.map((line) => line.replace(/\(.*/s, ""));
    expect([files.toSorted(), unfinished]).toEqual([
      namedByCompiler.map(({ path }) => path).toSorted(),
      namedByCompiler.map(() => expect.stringContaining("Property 'halted' is missing")),
    ]);
  });

  it("is accepted by the compiler and by the layers", () => {
    expect(findings).toEqual([]);
  });

  it("gets a row in each table of the docs", () => {
    const documented = recipes.flatMap(([, recipe]) => (recipe.documented === undefined ? [] : [recipe.documented]));
    expect(copy.node("tools/docs/tables.ts")).toMatchObject({ status: 0, stderr: "" });
    expect(documented.filter(([page, row]) => !copy.read(page).split("\n").includes(row))).toEqual([]);
  });

  test.each(recipes)("%s works", (_thing, { check }) => {
    expect.hasAssertions();
    check(copy);
  });
});
