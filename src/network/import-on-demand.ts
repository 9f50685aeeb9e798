import { TimeShiftError } from '../core/index.ts';

/** A part of the player that is loaded on demand. */
export async function importOnDemand<Module>(part: Promise<Module>): Promise<Module> {
  try {
    return await part;
  } catch (cause) {
    const message = 'A part of the player could not be loaded; check the connection and reload the page.';
    throw new TimeShiftError('network', message, { cause });
  }
}
