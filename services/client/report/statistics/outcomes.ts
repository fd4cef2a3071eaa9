/**
 * All the ways in which calls can fall on backends, item by item in two lists. Ways that only swap backends of the
 * same share stand together as one.
 */
export interface Outcomes {
  /** Pearson's distance from the expected counts. */
  readonly distances: Float64Array;
  /** They sum to 1, but for rounding. */
  readonly probabilities: Float64Array;
}
