/** What is wrong with a run, in sentences. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Why an answer is no report: what it says itself, else its status. */
export async function problemsOf(response: Response): Promise<readonly string[]> {
  const text = await response.text().catch(() => '');
  const given = readProblems(text);
  if (given.length > 0) return given;
  if (response.status === 503) return ['The service is ending and takes no new runs.'];
  return [`The service answered ${response.status} ${response.statusText}.`.replace(' .', '.')];
}

function readProblems(text: string): string[] {
  try {
    const { problems } = JSON.parse(text);
    return Array.isArray(problems) ? problems.map(String) : [];
  } catch {
    return [];
  }
}
