/** A route that changes something says who may call it, or the service does not boot: what was forgotten must not be open. */
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { type DiscoveryService, MetadataScanner } from '@nestjs/core';
import { OPEN, OWN, PERMIT } from '../accounts/permissions.js';

const READS = new Set([RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS]);

/** @throws Error naming every route with neither `@Permit` nor `@Open`, and not `@Own` either */
export function assertRoutesGuarded(discovery: DiscoveryService): void {
  const scanner = new MetadataScanner();
  const forgotten = discovery.getControllers().flatMap(({ metatype }) => {
    if (typeof metatype !== 'function') return [];
    const prototype = metatype.prototype as Record<string, object>;
    return scanner
      .getAllMethodNames(prototype)
      .filter((name) => isUnguardedChange(prototype[name]!, metatype))
      .map((name) => `${metatype.name}.${name}`);
  });
  if (forgotten.length > 0) throw new Error(`These routes say neither @Permit nor @Open: ${forgotten.join(', ')}.`);
}

function isUnguardedChange(handler: object, controller: object): boolean {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined || READS.has(method)) return false;
  return ![handler, controller].some((target) => [PERMIT, OPEN, OWN].some((door) => Reflect.hasMetadata(door, target)));
}
