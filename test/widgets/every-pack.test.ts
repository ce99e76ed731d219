import { PACK_IDS } from '../../src/packs/index.ts';
import { packSuite } from '../suites/pack-suite.ts';

PACK_IDS.forEach(packSuite);
