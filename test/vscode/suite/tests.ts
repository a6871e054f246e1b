/** The test files of the suite that both entries run. */
import './extension.suite';
import './debug.suite';
import './language.suite';
