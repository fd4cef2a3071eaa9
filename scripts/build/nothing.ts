// Stands in the bundles for what Express loads and nobody here uses: body-parser, as no endpoint reads a body (it brings
// half a megabyte of character tables), and qs, which reads a form of queries that Express 5 has to be asked for.
export {};
