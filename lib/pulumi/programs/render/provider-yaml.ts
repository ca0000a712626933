import { readFileSync } from "node:fs";
import { binaryTag, boolYaml11Tag, floatYaml11Tag, intYaml11Tag, load, mapTag, nullYaml11Tag, Schema, seqTag, strTag } from "js-yaml";
import { unpacked } from "./transit.ts";

/** Go writes a number without a point before its exponent, `5e-05`, and quotes a text that looks like that, unless no number is so large. */
const isGoFloat = (source: string): boolean => /^[-+]?[0-9]+[eE][-+]?[0-9]+$/.test(source) && Number.isFinite(Number(source));

const floatTag: typeof floatYaml11Tag = {
  ...floatYaml11Tag,
  resolve: (source, isExplicit, tagName) => (isGoFloat(source) ? Number(source) : floatYaml11Tag.resolve(source, isExplicit, tagName)),
};

/** As the provider writes: YAML 1.1, in which a date is a text like any other. */
const SCHEMA = new Schema([strTag, seqTag, mapTag, nullYaml11Tag, boolYaml11Tag, intYaml11Tag, floatTag, binaryTag]);

/** The object in a file that the provider wrote. */
export const readProviderFile = (file: string): unknown => unpacked(load(readFileSync(file, "utf8"), { schema: SCHEMA }));
