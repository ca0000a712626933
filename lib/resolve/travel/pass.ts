/** The way of a service past the gates of a pipeline. `now` skips the waiting, and `hotfix` also freezes. */
export type Pass = "now" | "hotfix";
