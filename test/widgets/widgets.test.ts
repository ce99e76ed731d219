import { widgets } from '../../src/widgets/index.ts';
import { drivers } from '../suites/drivers.ts';
import { sealedSuite } from '../suites/sealed-suite.ts';
import { widgetSuite } from '../suites/widget-suite.ts';

widgets.forEach(widgetSuite);
widgets.filter(({ widgetName }) => drivers[widgetName].pupil).forEach(sealedSuite);
