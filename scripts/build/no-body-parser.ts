// Stands in the bundles for the package of that name, which Express loads for its own exports. No endpoint reads a
// body, and the package brings half a megabyte of character tables.
export {};
