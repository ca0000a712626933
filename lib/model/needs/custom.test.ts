import { describe, expect, it } from "vitest";
import { fleetOf, modelOf, problemsOf, problemsWith, serviceFile } from "../../../test/fleets.ts";
import { defineNeed } from "./custom.ts";
import type { Instance } from "./need.ts";
import { needKind } from "./registry.ts";

interface KafkaOptions {
  readonly topics: readonly string[];
}

/** A schema that wants topics, as zod would report it. */
const schema = {
  "~standard": {
    validate: (value: unknown) =>
      Array.isArray((value as Partial<KafkaOptions>).topics) ? {} : { issues: [{ message: "must be a list", path: ["topics"] }] },
  },
};

const kafka = defineNeed("kafka", {
  schema,
  bind: ({ topics }: KafkaOptions, { host, name, files }) => ({
    brokers: `${host}:9093`,
    topics: topics.map((topic) => `${name}-${topic}`).join(","),
    passwordFile: files.password,
  }),
  egress: [9093],
  secrets: ["password"],
});

const instance: Instance = { stack: "prod", project: "shop", dnsZone: "prod.internal", service: "orders", need: "events" };

it("gives the values of bind, and the ports and secrets of its definition", () => {
  const need = kafka({ topics: ["a", "b"] });
  const kind = needKind(need);
  expect(kind.nameOf(need)).toBe("kafka");
  expect(kind.bind(need, instance, "/m")).toEqual({
    brokers: "events.orders.prod.internal:9093",
    topics: "prod-orders-events-a,prod-orders-events-b",
    passwordFile: "/m/password",
  });
  expect([kind.egress(need), kind.secrets(need, instance, "events"), kind.identity(need), kind.shareable(need)]).toEqual([
    [9093],
    [{ name: "events", files: { password: "prod-orders-events-password" } }],
    false,
    true,
  ]);
});

/** Defines a kind from input that the compiler has not checked, and makes a need of it. */
const untyped = (definition: unknown, name: unknown = "kafka") =>
  (defineNeed as unknown as (...input: readonly unknown[]) => (options?: unknown) => unknown)(name, definition)();

const bind = () => ({ host: "x" });

describe("a malformed kind or need is a problem", () => {
  it.each<[title: string, need: unknown, problems: readonly string[]]>([
    ["options that the schema refuses", kafka({ topics: "a" } as never), [".topics: must be a list"]],
    ["options that are a string", { ...kafka({ topics: [] }), options: "a" }, ['.options: must be an object of options, got "a"']],
    ["no definition", untyped(undefined), [': defineNeed("kafka"): missing: an object is required']],
    ["no bind", untyped({}), [': defineNeed("kafka"): bind must be a function such as (options, { host }) => ({ host })']],
    ["an unknown field", untyped({ bind, egres: [1] }), [': defineNeed("kafka"): egres unknown field; did you mean "egress"?']],
    ["a port out of range", untyped({ bind, egress: [0] }), [': defineNeed("kafka"): egress.0 must be at least 1, got 0']],
    ["ports that fail", untyped({ bind, egress: () => JSON.parse("{") }), [': defineNeed("kafka"): egress failed: ']],
    [
      "a port of a function out of range",
      untyped({ bind, egress: () => [70_000] }),
      [': defineNeed("kafka"): egress.0 must be at most 65535, got 70000'],
    ],
    ["a key twice", untyped({ bind, secrets: ["a", "a"] }), [': defineNeed("kafka"): secrets has a key twice']],
    [
      "a key with a slash",
      untyped({ bind, secrets: ["a/b"] }),
      [': defineNeed("kafka"): secrets.0 must consist of lower-case letters, digits and \'-\', got "a/b"'],
    ],
    [
      "a name that is none",
      untyped({ bind }, "__proto__"),
      [': defineNeed("__proto__"): the name must consist of lower-case letters, digits and "-"'],
    ],
    [
      "an asynchronous schema",
      untyped({ bind, schema: { "~standard": { validate: () => Promise.reject(new Error("x")) } } }),
      [": the schema of its kind must not be asynchronous"],
    ],
    [
      "a schema that throws",
      untyped({ bind, schema: { "~standard": { validate: () => JSON.parse("{") } } }),
      [": the schema of its kind failed: "],
    ],
    ["a bind that throws", untyped({ bind: () => JSON.parse("{") }), [': bind of "kafka" failed: ']],
    ["a bind that returns null", untyped({ bind: () => null }), [': bind of "kafka" must return an object']],
    ["a bind that returns a promise", untyped({ bind: () => Promise.resolve({}) }), [': bind of "kafka" must return an object']],
    [
      "a bind that returns a list",
      untyped({ bind: () => ({ hosts: ["a"] }) }),
      [': bind of "kafka" must return strings, numbers and booleans; hosts is none'],
    ],
    [
      "a bind that returns NaN",
      untyped({ bind: () => ({ a: { b: Number.NaN } }) }),
      [': bind of "kafka" must return strings, numbers and booleans; a.b is none'],
    ],
    [
      "the name of a kind of Fairlead",
      untyped({ bind }, "redis"),
      [': the kind "redis" is a kind of Fairlead; give defineNeed another name'],
    ],
    ["a constructor that was not called", kafka, [": must be an object, got a function"]],
  ])("%s", (_title, need, problems) => {
    const found = problemsWith({
      needs: { events: need },
      env: ({ needs }: never) => ({ A: (needs as { events: { host: string } }).events.host }),
    });
    expect(found.length).toBe(problems.length);
    found.forEach((problem, index) => expect(problem).toContain(`services/app.ts: needs.events${problems[index]}`));
  });

  it("two kinds with one name", () => {
    const other = defineNeed("kafka", { bind });
    const services = [serviceFile("a", { needs: { x: kafka({ topics: [] }) } }), serviceFile("b", { needs: { x: other(), y: other() } })];
    expect(problemsOf(fleetOf({ services }))).toEqual([
      'services/b.ts: needs.x: the kind "kafka" is defined twice; give defineNeed another name',
    ]);
  });
});

it("is in the model like any other need", () => {
  const { stacks } = modelOf(fleetOf({ services: [serviceFile("orders", { needs: { events: kafka({ topics: [] }) } })] }));
  expect(stacks[0]?.services[0]?.needs["events"]?.kind).toBe("custom");
});
