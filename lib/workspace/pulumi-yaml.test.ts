import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryDirectory } from "../../test/temporary-directory.ts";
import { readPulumiProject } from "./pulumi-yaml.ts";

/** Reads the project of a repository with this `Pulumi.yaml`. */
function read(text: string | undefined) {
  const root = temporaryDirectory("pulumi-yaml");
  if (text !== undefined) writeFileSync(join(root, "Pulumi.yaml"), text);
  try {
    return readPulumiProject(root, "online-boutique");
  } catch (error) {
    const { code, message, hint, path } = error as Partial<Record<string, string>>;
    return { code, message, hint, file: path?.replace(`${root}/`, "") };
  }
}

it.each<readonly [title: string, text: string | undefined, project: ReturnType<typeof readPulumiProject>]>([
  ["name and description", "name: shop.v2_eu\ndescription: Our shop\nruntime: nodejs\n", { name: "shop.v2_eu", description: "Our shop" }],
  ["only a name", "name: shop\n", { name: "shop", description: undefined }],
  ["the maximum of 100 characters", `name: ${"a".repeat(100)}\n`, { name: "a".repeat(100), description: undefined }],
  ["no file: the name of the config", undefined, { name: "online-boutique" }],
])("reads %s", (_title, text, project) => {
  expect(read(text)).toEqual(project);
});

describe("refuses", () => {
  const RULE = 'use 1 to 100 letters, digits, hyphens, underscores and periods, such as "name: online-boutique"';

  it.each<readonly [title: string, text: string, message: string, hint: string]>([
    ["an empty file", "", "Pulumi.yaml: is not valid YAML: expected a document, but the input is empty", "fix the file, or delete it"],
    ["a list", "- name\n", "Pulumi.yaml: is not a map", 'write "name: online-boutique"'],
    ["no name", "runtime: nodejs\n", "Pulumi.yaml: has no name", 'add "name: online-boutique"'],
    ["a space in the name", "name: my shop\n", 'Pulumi.yaml: name: "my shop" is not a Pulumi project name', RULE],
    ["an empty name", 'name: ""\n', 'Pulumi.yaml: name: "" is not a Pulumi project name', RULE],
    ["a slash in the name", "name: acme/shop\n", 'Pulumi.yaml: name: "acme/shop" is not a Pulumi project name', RULE],
    ["a number as the name", "name: 42\n", "Pulumi.yaml: name: 42 is not a Pulumi project name", RULE],
    ["101 characters", `name: ${"a".repeat(101)}\n`, `Pulumi.yaml: name: "${"a".repeat(101)}" is not a Pulumi project name`, RULE],
    [
      "a description that is no string",
      "name: shop\ndescription: 5\n",
      "Pulumi.yaml: description: 5 is not a string",
      "put it in quotes, or remove it",
    ],
    [
      "malformed YAML",
      "name: shop\ndescription: [\n",
      expect.stringMatching(/^Pulumi\.yaml: is not valid YAML in line 3: \S/),
      "fix the file, or delete it",
    ],
  ])("%s", (_title, text, message, hint) => {
    expect(read(text)).toEqual({ code: "INVALID_CONFIG", message, hint, file: "Pulumi.yaml" });
  });
});
