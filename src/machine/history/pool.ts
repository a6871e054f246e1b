/** Room for copies of pages, of which many come and go. */
import { memoryMap } from '../../isa';

const { pageSize } = memoryMap;
/** Pages that are allocated at once. */
const batch = 256;

export class PagePool {
  private readonly free: Uint8Array[] = [];
  private allocated = 0;

  /** Bytes in use. */
  get used(): number {
    return (this.allocated - this.free.length) * pageSize;
  }

  copy(bytes: Uint8Array): Uint8Array {
    if (this.free.length === 0) this.grow();
    const page = this.free.pop() ?? new Uint8Array(pageSize);
    page.set(bytes);
    return page;
  }

  release(page: Uint8Array): void {
    this.free.push(page);
  }

  private grow(): void {
    const bytes = new Uint8Array(batch * pageSize);
    for (let at = 0; at < bytes.length; at += pageSize) this.free.push(bytes.subarray(at, at + pageSize));
    this.allocated += batch;
  }
}
