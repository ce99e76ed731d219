import { widgets } from '../../src/widgets/index.ts';
import { widgetSuite } from '../suites/widget-suite.ts';

widgets.forEach(widgetSuite);
