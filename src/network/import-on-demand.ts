import { TimeShiftError } from '../core/index.ts';

/**
 * Awaits a dynamic import of a part of the player.
 *
 * @throws TimeShiftError `network` where the part cannot be loaded
 */
export async function importOnDemand<Module>(part: Promise<Module>): Promise<Module> {
  try {
    return await part;
  } catch (cause) {
    const message = 'A part of the player could not be loaded; check the connection and reload the page.';
    throw new TimeShiftError('network', message, { cause });
  }
}
