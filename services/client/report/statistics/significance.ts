/** The α that power is told for: an even spread is given up when what was seen would be rarer than this under it. */
export const significance = 0.001;
