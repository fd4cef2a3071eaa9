/** The files that the page loads, below `/page/`. */
export const pageFiles = ['page.js', 'page.css', 'icon.svg'];

/** Whether a path in canonical spelling is the page's, or one of its files'. */
export function isPagePath(canonicalPath: string): boolean {
  return canonicalPath === '/' || pageFiles.some((file) => canonicalPath === `/page/${file}`);
}
