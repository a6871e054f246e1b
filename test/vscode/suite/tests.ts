/** Every test file of the suite, for the two entries that run it. */
import './extension.suite';
import './debug.suite';
import './language.suite';
import './testing.suite';
