/** Bytes by name, the most recently used ones, up to a size in all. */
export class SegmentCache {
  private readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  private sizeBytes = 0;

  constructor(private readonly capacityBytes: number) {}

  /** What is kept under this name, else what `make` gives. */
  take(name: string, make: () => Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const kept = this.entries.get(name);
    if (kept) this.entries.delete(name);
    const bytes = kept ?? make();
    // A Map keeps the order of insertion, so the first entry is the one that was not used for longest.
    this.entries.set(name, bytes);
    if (!kept) this.sizeBytes += bytes.byteLength;
    this.dropOldest();
    return bytes;
  }

  private dropOldest(): void {
    for (const [name, { byteLength }] of this.entries) {
      if (this.sizeBytes <= this.capacityBytes) return;
      this.entries.delete(name);
      this.sizeBytes -= byteLength;
    }
  }
}
