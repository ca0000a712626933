/** The lines of `.gitattributes` that keep git from merging generated files as text. Locks have an entry for each service, so git may merge them. */
export const MERGE_ATTRIBUTES = ["pulumi-gen/** merge=fairlead", "pulumi-gen/*/versions.yaml merge"] as const;

/** Returns `.gitattributes`: every machine has the same bytes, reviews fold generated files, and merges keep one side of them. */
export const gitattributesTemplate = (): string => `* text=auto eol=lf
pulumi-gen/** linguist-generated=true
${MERGE_ATTRIBUTES.join("\n")}
`;

/** Returns `.gitignore`. */
export const gitignoreTemplate = (): string => `node_modules/
.fairlead/
`;
