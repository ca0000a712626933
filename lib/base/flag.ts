const text = (value: string): string => value;

/** Declares a flag that takes a string. */
export const textFlag = (brief: string, placeholder: string) => ({ kind: "parsed", parse: text, brief, placeholder }) as const;

/** Declares a flag that takes a parsed value. */
export const parsedFlag = <T>(parse: (value: string) => T, brief: string, placeholder: string) =>
  ({ kind: "parsed", parse, brief, placeholder }) as const;

/** Declares a flag without a value. */
export const switchFlag = (brief: string) => ({ kind: "boolean", brief, default: false, withNegated: false }) as const;

/** Declares an optional flag. */
export const optional = <T extends object>(flag: T) => ({ ...flag, optional: true }) as const;

/** Declares positional arguments. */
export const argument = (brief: string, placeholder: string) => ({ brief, parse: text, placeholder }) as const;

/** Declares an optional flag that may be repeated. */
export const variadic = <T extends object>(flag: T) => ({ ...optional(flag), variadic: true }) as const;
