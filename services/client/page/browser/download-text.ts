/** Saves text as a file. */
export function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Not at once: the browser may begin to read it later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
