import { isCancel, select, text } from "@clack/prompts";
import { UserError } from "../base/user-error.ts";

/** A question to a person, about one field of a request. */
export interface Question {
  readonly message: string;
  /** Describes what an empty answer means. @default an answer is required */
  readonly placeholder?: string;
  /** The possible answers. @default any string */
  readonly options?: readonly string[];
  /** Returns the reason why an answer is refused. @default every answer is accepted */
  readonly problem?: (value: string) => string | undefined;
}

/** Questions about a request, by field. */
export type Questions<T> = { readonly [K in keyof T]?: Question };

/** Asks for the fields that a request lacks. Ctrl-C ends the command before anything is written. @throws UserError INTERRUPTED */
export async function askMissing<T extends object>(given: T, questions: Questions<T>): Promise<T> {
  const answered: Record<string, unknown> = Object.fromEntries(Object.entries(given));
  for (const [field, question] of Object.entries<Question | undefined>(questions)) {
    if (question !== undefined) answered[field] ??= await ask(question);
  }
  // The questions have the names of the request's fields.
  return answered as T;
}

async function ask({ message, placeholder, options, problem }: Question): Promise<string | undefined> {
  const answer =
    options === undefined
      ? await text({
          message,
          ...(placeholder === undefined ? {} : { placeholder, defaultValue: "" }),
          validate: (value = "") => (value === "" && placeholder !== undefined ? undefined : problem?.(value)),
        })
      : await select({ message, options: options.map((value) => ({ value, label: value })) });
  if (!isCancel(answer) && typeof answer !== "symbol") return answer === "" ? undefined : answer;
  throw new UserError("INTERRUPTED", "interrupted; nothing was written");
}
