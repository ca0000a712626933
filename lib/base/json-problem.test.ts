import { expect, it } from "vitest";
import { jsonProblem } from "./json-problem.ts";

it.each<readonly [json: string, key: string | undefined]>([
  ['{"a": 1, "b": 2}', undefined],
  ['{"a": 1, "a": 1}', "a"],
  ['{"a": 1, "\\u0061": 1}', "a"],
  ['{"a": {"a": {"a": 1}}}', undefined],
  ['{"a": {"b": 1, "b": 2}}', "b"],
  ['[{"a": 1}, {"a": 1}]', undefined],
  ['{"a": ["b", "b"], "b": "b"}', undefined],
  ['{"a": "\\"a\\": 1, {", "b": ":"}', undefined],
  ['{"__proto__": 1, "__proto__": 2}', "__proto__"],
  ['"a"', undefined],
])("%s", (json, key) => {
  expect(jsonProblem(json)).toBe(key === undefined ? undefined : `has the field "${key}" twice`);
});

it.each<readonly [levels: number, problem: string | undefined]>([
  [32, undefined],
  [33, "has more than 32 levels"],
])("%i levels", (levels, problem) => {
  expect(jsonProblem("[".repeat(levels) + "]".repeat(levels))).toBe(problem);
});
