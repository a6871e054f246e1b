/**
 * The disk: sectors to and from memory by DMA, all at once when the latency has passed. A command that cannot be
 * done (unknown, sectors past the end, memory outside RAM) fails after the fixed part of the latency. A command
 * while another is under way is lost.
 */
import { diskBusy, diskFailed, diskIdle, diskLatency, diskRead, diskWrite, memoryMap } from '../../isa';
import { cause, portNamed } from '../constants';
import { Device, type Host } from './device';

const sectorPort = portNamed('DISK_SECTOR');
const countPort = portNamed('DISK_COUNT');
const addressPort = portNamed('DISK_ADDRESS');
const commandPort = portNamed('DISK_COMMAND');
const sizePort = portNamed('DISK_SIZE');
const { sectorSize } = memoryMap;

interface DiskState {
  sector: number;
  count: number;
  address: number;
  /** What DISK_COMMAND reads. */
  status: number;
  /** The command under way, its parameters latched. */
  command: { kind: number; sector: number; count: number; address: number };
  /** The clock when it ends; Infinity: none. */
  due: number;
}

export class Disk extends Device<DiskState> {
  constructor(host: Host) {
    const nothing = { sector: 0, count: 0, address: 0 };
    super(host, { ...nothing, status: diskIdle, command: { kind: 0, ...nothing }, due: Infinity });
  }

  override read(port: number): number {
    const { state } = this;
    if (port === sectorPort) return state.sector;
    if (port === countPort) return state.count;
    if (port === addressPort) return state.address;
    if (port === commandPort) return state.status;
    return port === sizePort ? this.sectors : 0;
  }

  override write(port: number, value: number): void {
    if (port === sectorPort) this.state.sector = value;
    if (port === countPort) this.state.count = value;
    if (port === addressPort) this.state.address = value;
    if (port === commandPort && this.state.status !== diskBusy) this.start(value);
  }

  override due(): number {
    return this.state.due;
  }

  override fire(): void {
    this.state.status = this.possible() ? diskIdle : diskFailed;
    this.state.due = Infinity;
    if (this.state.status === diskIdle) this.transfer();
    this.host.raise(cause.disk);
  }

  private get sectors(): number {
    return Math.floor(this.host.disk.length / sectorSize);
  }

  private start(kind: number): void {
    const { sector, count, address } = this.state;
    this.state.command = { kind, sector, count, address };
    this.state.status = diskBusy;
    const transfer = this.possible() ? count * diskLatency.sector : 0;
    this.state.due = this.host.now + diskLatency.command + transfer;
    this.host.reschedule();
  }

  private possible(): boolean {
    const { kind, sector, count, address } = this.state.command;
    const { memory } = this.host;
    const place = memory.offset(address);
    const inMemory = place >= 0 && place + count * sectorSize <= memory.size;
    return (kind === diskRead || kind === diskWrite) && sector + count <= this.sectors && inMemory;
  }

  private transfer(): void {
    const { kind, sector, count, address } = this.state.command;
    const { memory } = this.host;
    const place = memory.offset(address);
    const length = count * sectorSize;
    const start = sector * sectorSize;
    const onDisk = this.host.disk.subarray(start, start + length);
    const inMemory = memory.bytes.subarray(place, place + length);
    if (kind === diskWrite) this.host.changing('disk', start, length);
    else this.host.changing('ram', place, length);
    if (kind === diskWrite) onDisk.set(inMemory);
    else inMemory.set(onDisk);
    this.host.transferred(place, length, kind === diskWrite ? 'read' : 'write');
  }
}
