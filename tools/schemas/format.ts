import type { Schemas } from "./make.ts";

const HEADER = `/**
 * The schemas of the Kubernetes API and of known operators, one group of definitions a line. \`npm run schemas\` writes this file.
 * Group -> its definitions, as JSON. JSON is parsed only if an object needs the group.
 */
export const SCHEMA_DATA: Readonly<Record<string, string>> = {
`;

/** Formats the schemas as a TypeScript file. */
export const formatSchemas = (schemas: Schemas): string =>
  `${HEADER}${Object.entries(schemas)
    .map(([group, definitions]) => `  ${/^\w+$/.test(group) ? group : `"${group}"`}: ${quoted(JSON.stringify(definitions))},\n`)
    .join("")}};\n`;

const quoted = (text: string): string => `\`${text.replaceAll(/[\\`]|\$(?=\{)/g, (sign) => `\\${sign}`)}\``;
