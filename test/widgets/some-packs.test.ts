/** A form with every kind of control, and a card that goes on and back: what engines draw and reach each in their own way. */
import { packSuite } from '../suites/pack-suite.ts';

packSuite('picture-talk');
packSuite('both-sides');
