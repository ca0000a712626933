import { defineService } from "fairlead";
import { reviewsOf } from "../helpers/reviews.ts";

/** Returns reviews without ratings. */
export default defineService("reviews-v1", reviewsOf("v1"));
