import type { LoadPart } from '../../delivery/route.ts';
import * as seal from '../../delivery/seal.ts';

/** This page carries the sealing, so nothing is fetched. */
export const loadHere: LoadPart = async <T>() => seal as T;
