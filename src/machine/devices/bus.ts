/** Ports to devices, the devices' deadlines together, and their states together. */
import { type Port, ports } from '../../isa';
import type { Part } from '../parts';
import type { Device } from './device';

type Name = Port['device'];
type DeviceSet = Readonly<Record<Name, Device>>;
type StatesOf<Devices extends DeviceSet> = { readonly [Each in Name]: Devices[Each]['state'] };

export class Bus<Devices extends DeviceSet = DeviceSet> implements Part<StatesOf<Devices>> {
  private readonly byPort: ReadonlyMap<number, Device>;
  private readonly list: readonly Device[];

  constructor(readonly devices: Devices) {
    this.byPort = new Map(ports.map(port => [port.number, devices[port.device]]));
    this.list = Object.values(devices);
    // What a device would keep outside of its state, and so lose when it is saved, it cannot keep at all.
    for (const device of this.list) Object.seal(Object.freeze(device).state);
  }

  /** 0 where there is no device. */
  read(port: number): number {
    return this.byPort.get(port)?.read(port) ?? 0;
  }

  /** The same without any effect. */
  look(port: number): number {
    return this.byPort.get(port)?.look(port) ?? 0;
  }

  /** Lost where there is no device. */
  write(port: number, value: number): void {
    this.byPort.get(port)?.write(port, value);
  }

  /** The clock when a device next does something; Infinity: none will. */
  due(): number {
    let due = Infinity;
    for (const device of this.list) due = Math.min(due, device.due());
    return due;
  }

  /** The same of each device that will do something. */
  deadlines(): number[] {
    return this.list.map(device => device.due()).filter(due => due !== Infinity);
  }

  /** Lets every device do what is due. */
  fire(count: number): void {
    for (const device of this.list) while (device.due() <= count) device.fire();
  }

  save(): StatesOf<Devices> {
    const states = Object.entries(this.devices).map(([name, { state }]) => [name, state]);
    return structuredClone(Object.fromEntries(states)) as StatesOf<Devices>;
  }

  restore(saved: StatesOf<Devices>): void {
    const copy = structuredClone(saved);
    for (const name of Object.keys(copy) as Name[]) Object.assign(this.devices[name].state, copy[name]);
  }
}
