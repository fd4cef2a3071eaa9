/**
 * ln 0! … ln n!, as a table. The sum is compensated (Kahan 1965), so that not even long ones lose digits that
 * would make two equal probabilities differ.
 */
export function logFactorials(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  let sum = 0;
  let lost = 0;
  for (let i = 2; i <= n; i++) {
    const term = Math.log(i) - lost;
    const next = sum + term;
    lost = next - sum - term;
    sum = next;
    table[i] = sum;
  }
  return table;
}
