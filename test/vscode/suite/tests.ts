/** Every test file of the suite, for the two entries that run it. */
import './extension.suite';
import './debug.suite';
// Before those that leave documents without a name: VS Code asks where to save them before it runs tests.
import './testing.suite';
import './language.suite';
