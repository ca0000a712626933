import * as z from "zod/mini";
import { messageOf } from "../../base/errors.ts";
import { fitShape } from "../../base/shape/fit-shape.ts";
import { isPlainObject } from "../../base/values.ts";
import { DIGEST_PATTERN, TAG_PATTERN } from "../image.ts";
import { serverBytesProblem } from "./server-bytes.ts";

const KIND = /^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?$/;
const KEY = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

const REFERENCE = new RegExp(`^[^@]+:${TAG_PATTERN}@${DIGEST_PATTERN}$`);

/** The maximum length of a port's name. */
const MAX_PORT_NAME = 15;

const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === "function";
const functionOf = (form: string) => z.custom(isFunction, `must be a function such as ${form}`);
const port = z.int().check(z.gte(1), z.lte(65_535));
const ports = z.array(port);

const definitionSchema = z.strictObject({
  schema: z.optional(
    z.custom(
      (value) => (typeof value === "object" || isFunction(value)) && value !== null && "~standard" in value,
      "must be a Standard Schema",
    ),
  ),
  bind: functionOf("(options, { host }) => ({ host })"),
  egress: z.optional(z.union([ports, z.custom(isFunction)], "must be a list of ports, or a function that returns one")),
  secrets: z.optional(z.array(z.string().check(z.regex(KEY, "must consist of lower-case letters, digits and '-'")))),
  resources: z.optional(functionOf("(options, { name }) => [cloudResource(...)]")),
  identity: z.optional(z.boolean()),
  shareable: z.optional(z.boolean()),
  server: z.optional(
    z.strictObject({
      image: z.string().check(z.regex(REFERENCE, 'must be an image with a tag and a digest: "repo:tag@sha256:..."')),
      port,
      memory: z.optional(z.string()),
      program: z.optional(functionOf("(options, { files }) => ({ args: [] })")),
    }),
  ),
});

/** Lists the problems of a kind's definition. The ports are checked, too: they may depend on the options. */
export function definitionProblems(name: unknown, definition: unknown, options: object): readonly string[] {
  if (typeof name !== "string" || !KIND.test(name)) {
    return [`defineNeed(${JSON.stringify(name) ?? "undefined"}): the name must consist of lower-case letters, digits and "-"`];
  }
  const problems: string[] = [];
  const say = (path: string, message: string): void =>
    void problems.push(`defineNeed("${name}"): ${path === "" ? "" : `${path} `}${message}`);
  fitShape(definitionSchema, definition, say);
  if (problems.length > 0 || !isPlainObject(definition)) return problems;
  const { egress, secrets = [] } = definition;
  if (isFunction(egress)) {
    try {
      fitShape(ports, egress(options), say, { at: "egress" });
    } catch (error) {
      say("egress", `failed: ${messageOf(error)}`);
    }
  }
  const { server } = definition;
  const opened: unknown = isFunction(egress) && problems.length === 0 ? egress(options) : egress;
  if (isPlainObject(server)) {
    // The name of the kind names the port of the server.
    if (name.length > MAX_PORT_NAME) say("server", `needs a name of at most ${MAX_PORT_NAME} characters, which names the port`);
    if (Array.isArray(opened) ? !opened.includes(server["port"]) : opened === undefined)
      say("egress", `must have ${String(server["port"])}, the port of the server`);
    const memory = server["memory"];
    const problem = typeof memory === "string" ? serverBytesProblem(memory) : undefined;
    if (problem !== undefined) say("server.memory", problem);
  }
  if (Array.isArray(secrets) && new Set(secrets).size !== secrets.length) say("secrets", "has a key twice");
  return problems;
}

/** Returns the reason why a kind does not bind a need, or undefined if it does. */
export function bindProblem(name: string, bind: () => unknown): string | undefined {
  let values: unknown;
  try {
    values = bind();
  } catch (error) {
    return `bind of "${name}" failed: ${messageOf(error)}`;
  }
  if (!isPlainObject(values)) return `bind of "${name}" must return an object`;
  const wrong = firstWrong(values, []);
  return wrong === undefined ? undefined : `bind of "${name}" must return strings, numbers and booleans; ${wrong.join(".")} is none`;
}

/** Returns the keys that lead to the first value that no variable can have. */
function firstWrong(values: Readonly<Record<string, unknown>>, at: readonly string[]): readonly string[] | undefined {
  // A deep object may refer to itself.
  if (at.length > 3) return at;
  for (const [key, value] of Object.entries(values)) {
    const isValue = typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
    const found = isPlainObject(value) ? firstWrong(value, [...at, key]) : isValue ? undefined : [...at, key];
    if (found !== undefined) return found;
  }
  return undefined;
}
