/** Debian's chromium for tests, and what every page has to stand: axe, and a narrow screen. */
@NullMarked
package market.tessera.sandbox.browser;

import org.jspecify.annotations.NullMarked;
