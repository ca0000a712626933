import { defineService } from "fairlead";
import { versionsService } from "../helpers/bookinfo.ts";
import { reviews } from "../helpers/reviews.ts";

/** Returns reviews without ratings. */
export default defineService("reviews-v1", { ...reviews("v1"), manifests: versionsService("reviews") });
