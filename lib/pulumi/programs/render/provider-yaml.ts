import { readFileSync } from "node:fs";
import { binaryTag, boolYaml11Tag, floatYaml11Tag, intYaml11Tag, load, mapTag, nullYaml11Tag, Schema, seqTag, strTag } from "js-yaml";
import { unescapeCharacters } from "./escape-characters.ts";

/** True if Go wrote a number without a point: `5e-05`. Go quotes a string of this form, unless the number overflows. */
const isGoFloat = (source: string): boolean => /^[-+]?[0-9]+[eE][-+]?[0-9]+$/.test(source) && Number.isFinite(Number(source));

const floatTag: typeof floatYaml11Tag = {
  ...floatYaml11Tag,
  resolve: (source, isExplicit, tagName) => (isGoFloat(source) ? Number(source) : floatYaml11Tag.resolve(source, isExplicit, tagName)),
};

/** The provider's YAML: version 1.1, in which a date is a string. */
const SCHEMA = new Schema([strTag, seqTag, mapTag, nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatTag, binaryTag]);

/** Reads the object in a file that the provider wrote. */
export const readProviderFile = (file: string): unknown => unescapeCharacters(load(readFileSync(file, "utf8"), { schema: SCHEMA }));
