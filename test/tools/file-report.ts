/** What a process that runs test files tells the one that started it. */
export interface FileReport {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

export function reportFile(report: FileReport): void {
  process.send?.(report);
}
