/** Something about the input or the machine that the user can mend; the message names it. */
export class JudgeError extends Error {
  override readonly name = "JudgeError";
}

/** There is no Go to build the programs with, and nothing built before. */
export class NoGoError extends Error {
  override readonly name = "NoGoError";
}
