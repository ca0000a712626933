import { z } from "zod";

/** The characters of a string that reach a report. */
export const MAXIMUM_CHARACTERS = 400;

/** A string of somebody else. It is cut. */
export const string = z
  .string()
  .transform((text) => (text.length > MAXIMUM_CHARACTERS ? `${text.slice(0, MAXIMUM_CHARACTERS - 3)}...` : text));

export const whole = z.number().int().min(0).max(1e9);

/** Reads a list of somebody else. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).max(20_000);
