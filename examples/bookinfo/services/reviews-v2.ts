import { defineService } from "fairlead";
import { callsOfRatings, reviewsOf } from "../helpers/reviews.ts";

/** Returns reviews with ratings as black stars. */
export default defineService("reviews-v2", { ...reviewsOf("v2"), calls: callsOfRatings });
