/** Returns `.gitattributes`: every machine has the same bytes, and reviews fold generated files. */
export const gitattributesTemplate = (): string => `* text=auto eol=lf
pulumi-gen/** linguist-generated=true
`;

/** Returns `.gitignore`. */
export const gitignoreTemplate = (): string => `node_modules/
.fairlead/
`;
