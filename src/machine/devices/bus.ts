/** Ports to devices, and the devices' deadlines together. */
import { type Port, ports } from '../../isa';
import type { Device } from './device';

export class Bus {
  private readonly byPort: ReadonlyMap<number, Device>;
  private readonly devices: readonly Device[];

  constructor(devices: Readonly<Record<Port['device'], Device>>) {
    this.byPort = new Map(ports.map(port => [port.number, devices[port.device]]));
    this.devices = Object.values(devices);
  }

  /** 0 where there is no device. */
  read(port: number): number {
    return this.byPort.get(port)?.read(port) ?? 0;
  }

  /** Lost where there is no device. */
  write(port: number, value: number): void {
    this.byPort.get(port)?.write(port, value);
  }

  /** The clock when a device next does something; Infinity: none will. */
  due(): number {
    let due = Infinity;
    for (const device of this.devices) due = Math.min(due, device.due());
    return due;
  }

  /** The same of each device that will do something. */
  deadlines(): number[] {
    return this.devices.map(device => device.due()).filter(due => due !== Infinity);
  }

  /** Lets every device do what is due. */
  fire(count: number): void {
    for (const device of this.devices) while (device.due() <= count) device.fire();
  }
}
