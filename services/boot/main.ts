import { loadBundle } from './load-bundle.ts';

// Stands as server.js beside server.bundle.js, and so on.
loadBundle(__filename.replace(/\.js$/, '.bundle.js'), module, require);
