/** What every HTML page shares: the shell around it, safe Markdown, the assets. */
@NullMarked
package market.tessera.platform.page;

import org.jspecify.annotations.NullMarked;
