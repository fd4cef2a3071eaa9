/** Where reports are. */
export const reportPaths = {
  report: '/hello/report',
  stream: '/hello/report/stream',
  schema: '/hello/report/schema.json',
} as const;

/** Whether a path in canonical spelling is one of these. */
export function isReportPath(canonicalPath: string): boolean {
  return Object.values<string>(reportPaths).includes(canonicalPath);
}
